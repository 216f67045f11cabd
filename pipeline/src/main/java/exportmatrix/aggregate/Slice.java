package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Frequency;
import exportmatrix.model.Hashes;
import exportmatrix.model.Observation;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import exportmatrix.model.Period;
import exportmatrix.model.Tables;
import exportmatrix.model.ValueStatus;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What a source says at once of one combination of levels.
 *
 * @param marketLevel a level's code, or ? for rows with no known market; so the product level
 */
record Slice(
    String dataset,
    Flow flow,
    Frequency frequency,
    int periodOrdinal,
    String territory,
    String marketLevel,
    String productLevel)
    implements Serializable {

  @Override
  public int hashCode() {
    return Hashes.of(
        Hashes.of(territory, flow, periodOrdinal), Hashes.of(dataset, marketLevel, productLevel));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && periodOrdinal == that.periodOrdinal
        && flow == that.flow
        && frequency == that.frequency
        && territory.equals(that.territory)
        && marketLevel.equals(that.marketLevel)
        && productLevel.equals(that.productLevel)
        && dataset.equals(that.dataset);
  }

  /** How many observations a slice has, and of what kind. */
  static final class Content implements Serializable {

    private static final long serialVersionUID = 1L;

    private long numbers;
    private long unknown;
    private long rejected;
    private String edition = "";

    void add(Observation o) {
      if (o.status().hasNumber()) {
        numbers++;
      } else if (o.status() == ValueStatus.REJECTED) {
        rejected++;
      } else {
        unknown++;
      }
      spokenIn(o.edition());
    }

    private void spokenIn(String date) {
      edition = edition.compareTo(date) < 0 ? date : edition;
    }

    /** The newest edition that speaks, ISO. */
    String edition() {
      return edition;
    }

    void add(Content other) {
      numbers += other.numbers;
      unknown += other.unknown;
      rejected += other.rejected;
      spokenIn(other.edition);
    }

    void writeTo(Packing to) {
      to.whole(numbers);
      to.whole(unknown);
      to.whole(rejected);
      to.text(edition);
    }

    static Content readFrom(Unpacking from) {
      Content content = new Content();
      content.numbers = from.whole();
      content.unknown = from.whole();
      content.rejected = from.whole();
      content.edition = from.text();
      return content;
    }
  }

  /** As {@link Tables#COVERAGE}. */
  Row row(Content content) {
    return RowFactory.create(
        dataset,
        flow.code(),
        frequency.name(),
        new Period(frequency, periodOrdinal).text(),
        territory,
        marketLevel,
        productLevel,
        content.numbers,
        content.unknown,
        content.rejected,
        content.edition);
  }
}
