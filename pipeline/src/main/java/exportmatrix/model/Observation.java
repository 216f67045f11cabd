package exportmatrix.model;

import exportmatrix.model.Packing.Unpacking;
import java.io.Serializable;
import java.math.BigDecimal;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A row of {@link Tables#OBSERVATIONS} on its way through the flow.
 *
 * @param cents value in euro cents; null: the status says why there is none
 * @param grams quantity in thousandths of a kilogram; null: the source states none
 * @param edition ISO date
 * @param file SHA-256 of the input file; null, and the line 0, where only figures are asked for
 */
public record Observation(
    String dataset,
    Flow flow,
    Frequency frequency,
    int periodOrdinal,
    String territory,
    String market,
    String product,
    Long cents,
    Long grams,
    ValueStatus status,
    String edition,
    String file,
    long line)
    implements Serializable {

  /** How observations are shuffled. */
  public static final Exchange.Form<Observation> FORM = new Packed();

  /** A year of a dataset: its observations are one data file. */
  public static final Exchange.Place<Observation> BY_YEAR =
      o -> 31 * o.dataset.hashCode() + o.year();

  /** Brings observations together as {@link #BY_YEAR}. */
  public static JavaRDD<Observation> byYear(JavaRDD<Observation> observations) {
    return Exchange.bring(observations, FORM, BY_YEAR, observations.getNumPartitions());
  }

  public Period period() {
    return new Period(frequency, periodOrdinal);
  }

  public int year() {
    return Math.floorDiv(periodOrdinal, frequency.periodsPerYear());
  }

  /** The same, known by another value and status. */
  public Observation with(Long otherCents, Long otherGrams, ValueStatus otherStatus) {
    return new Observation(
        dataset,
        flow,
        frequency,
        periodOrdinal,
        territory,
        market,
        product,
        otherCents,
        otherGrams,
        otherStatus,
        edition,
        file,
        line);
  }

  /**
   * @param row of {@link Tables#OBSERVATIONS}
   */
  public static Observation of(Row row) {
    BigDecimal kilograms = row.getDecimal(9);
    return new Observation(
        row.getString(0),
        Flow.ofCode(row.getString(1)),
        Frequency.valueOf(row.getString(2)),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.isNullAt(8) ? null : (Long) row.getLong(8),
        kilograms == null ? null : (Long) kilograms.movePointRight(3).longValueExact(),
        ValueStatus.valueOf(row.getString(10)),
        row.getString(11),
        row.getString(12),
        row.getLong(13));
  }

  /** As {@link Tables#OBSERVATIONS}. */
  public Row row() {
    return RowFactory.create(
        dataset,
        flow.code(),
        frequency.name(),
        period().text(),
        periodOrdinal,
        territory,
        market,
        product,
        cents,
        grams == null ? null : BigDecimal.valueOf(grams, 3),
        status.name(),
        edition,
        file,
        line);
  }

  private static final class Packed implements Exchange.Form<Observation> {

    private static final long serialVersionUID = 1L;

    private static final Flow[] FLOWS = Flow.values();
    private static final Frequency[] FREQUENCIES = Frequency.values();
    private static final ValueStatus[] STATUSES = ValueStatus.values();

    @Override
    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    public void write(Observation o, Packing to) {
      to.text(o.dataset);
      to.octet(o.flow.ordinal() | o.frequency.ordinal() << 1 | o.status.ordinal() << 3);
      to.integer(o.periodOrdinal);
      to.text(o.territory);
      to.text(o.market);
      to.text(o.product);
      to.maybe(o.cents);
      to.maybe(o.grams);
      to.text(o.edition);
      to.text(o.file);
      to.whole(o.line);
    }

    @Override
    public Observation read(Unpacking from) {
      String dataset = from.text();
      int codes = from.octet();
      return new Observation(
          dataset,
          FLOWS[codes & 1],
          FREQUENCIES[codes >> 1 & 3],
          from.integer(),
          from.text(),
          from.text(),
          from.text(),
          from.maybe(),
          from.maybe(),
          STATUSES[codes >> 3],
          from.text(),
          from.text(),
          from.whole());
    }
  }
}
