package exportmatrix.ingest;

import exportmatrix.ingest.Statement.Quality;
import exportmatrix.model.Exchange;
import exportmatrix.model.Flow;
import exportmatrix.model.Hashes;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import exportmatrix.model.RejectReason;
import exportmatrix.model.ValueStatus;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/** What reading a file gives: its statements, and one last word on the file itself. */
sealed interface Parsed extends Serializable {

  /** How it is shuffled. */
  Exchange.Form<Parsed> FORM = new Packed();

  /** The bit of a reason in a set of reasons. */
  static int bit(RejectReason reason) {
    return 1 << Packed.REASONS.indexOf(reason);
  }

  /**
   * A part of a file has been read, or cannot be used.
   *
   * @param part its number, see {@link FilePart}
   * @param filteredRows rows that the configuration leaves out
   * @param filteredCents of those rows; null where they exceed 64 bits
   * @param failure why nothing of the file may be used; null: it may
   */
  record FileEnd(
      int fileNo, int part, String edition, long filteredRows, Long filteredCents, String failure)
      implements Parsed {

    /** Both parts as one; of two failures the one that comes first in the file. */
    FileEnd plus(FileEnd other) {
      boolean otherFirst = other.part < part;
      FileEnd first = otherFirst ? other : this;
      FileEnd second = otherFirst ? this : other;
      FileEnd failed = first.failure == null && second.failure != null ? second : first;
      return new FileEnd(
          fileNo,
          failed.part,
          first.edition == null ? second.edition : first.edition,
          first.filteredRows + second.filteredRows,
          sum(first.filteredCents, second.filteredCents),
          failed.failure);
    }

    /** Null where one is, and where the sum exceeds 64 bits. */
    static Long sum(Long one, Long other) {
      try {
        return one == null || other == null ? null : (Long) Math.addExact(one, other);
      } catch (ArithmeticException e) {
        return null;
      }
    }
  }

  /**
   * One statement and where it stands. Coordinates are null where they cannot be read.
   *
   * @param fileNo the file's place in the list of files
   * @param cell which of the row's value cells
   * @param period ordinal
   * @param cents what was read, whatever becomes of the row; so grams, thousandths of a kilogram
   * @param reasons a {@link #bit} per reason to reject it
   * @param said what a rejected row has in the value's place
   * @param raw the row's text where it is kept
   */
  record Datum(
      int fileNo,
      String edition,
      long line,
      int cell,
      Flow flow,
      Integer period,
      String territory,
      String market,
      String product,
      Quality measure,
      Long cents,
      Long grams,
      ValueStatus status,
      int reasons,
      String said,
      String raw)
      implements Parsed {

    static final Comparator<Datum> BY_ORIGIN =
        Comparator.comparingInt(Datum::fileNo)
            .thenComparingLong(Datum::line)
            .thenComparingInt(Datum::cell);

    /** Whether all that makes a key is known. */
    boolean placed() {
      return measure != null
          && flow != null
          && period != null
          && territory != null
          && market != null
          && product != null;
    }

    Key key() {
      return new Key(
          edition, flow, period, orUnplaced(territory), orUnplaced(market), orUnplaced(product));
    }

    static String orUnplaced(String code) {
      return code == null ? Wording.UNPLACED : code;
    }

    boolean rejected() {
      return reasons != 0;
    }

    boolean has(RejectReason reason) {
      return (reasons & bit(reason)) != 0;
    }

    /** All reasons in the closed list's order, separated by a blank. */
    String reasonsText() {
      StringBuilder text = new StringBuilder();
      for (RejectReason reason : Packed.REASONS) {
        if (has(reason)) {
          text.append(text.isEmpty() ? "" : " ").append(reason);
        }
      }
      return text.toString();
    }

    Datum judged(int allReasons, ValueStatus newStatus) {
      return new Datum(
          fileNo,
          edition,
          line,
          cell,
          flow,
          period,
          territory,
          market,
          product,
          measure,
          cents,
          grams,
          newStatus,
          allReasons,
          said,
          raw);
    }

    /** What a rejected row leaves behind: its place, and no number. */
    Datum hole(Flow inFlow, Integer inPeriod) {
      return new Datum(
          fileNo,
          edition,
          line,
          cell,
          inFlow,
          inPeriod,
          territory,
          market,
          product,
          null,
          null,
          null,
          ValueStatus.REJECTED,
          0,
          null,
          null);
    }

    Datum withRaw(String text) {
      return new Datum(
          fileNo, edition, line, cell, flow, period, territory, market, product, measure, cents,
          grams, status, reasons, said, text);
    }
  }

  /** What an edition speaks of, whatever it measures; ? where a coordinate is not known. */
  record Key(
      String edition, Flow flow, Integer period, String territory, String market, String product) {

    @Override
    public int hashCode() {
      return Hashes.of(edition, flow, period) + Hashes.of(territory, market, product);
    }
  }

  /** The packed form of both. */
  final class Packed implements Exchange.Form<Parsed> {

    private static final long serialVersionUID = 1L;

    static final List<RejectReason> REASONS = List.of(RejectReason.values());

    private static final ValueStatus[] STATUSES = ValueStatus.values();
    private static final int FILE_END = 0;
    private static final int ENTRY = 1;

    private Packed() {}

    @Override
    public void write(Parsed parsed, Packing to) {
      if (parsed instanceof Datum datum) {
        to.octet(ENTRY);
        write(datum, to);
      } else if (parsed instanceof FileEnd end) {
        to.octet(FILE_END);
        to.integer(end.fileNo());
        to.integer(end.part());
        to.text(end.edition());
        to.whole(end.filteredRows());
        to.maybe(end.filteredCents());
        to.text(end.failure());
      }
    }

    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    private static void write(Datum e, Packing to) {
      to.integer(e.fileNo());
      to.text(e.edition());
      to.whole(e.line());
      to.integer(e.cell());
      to.octet(e.flow() == null ? 2 : e.flow() == Flow.EXPORT ? 0 : 1);
      to.integer(e.period() == null ? Integer.MIN_VALUE : e.period());
      to.text(e.territory());
      to.text(e.market());
      to.text(e.product());
      to.octet(e.measure() == null ? 2 : e.measure() == Quality.VALUE ? 0 : 1);
      to.maybe(e.cents());
      to.maybe(e.grams());
      to.octet(e.status().ordinal());
      to.integer(e.reasons());
      to.text(e.said());
      to.text(e.raw());
    }

    @Override
    public Parsed read(Unpacking from) {
      if (from.octet() == FILE_END) {
        return new FileEnd(
            from.integer(), from.integer(), from.text(), from.whole(), from.maybe(), from.text());
      }
      return new Datum(
          from.integer(),
          from.text(),
          from.whole(),
          from.integer(),
          flow(from.octet()),
          period(from.integer()),
          from.text(),
          from.text(),
          from.text(),
          measure(from.octet()),
          from.maybe(),
          from.maybe(),
          STATUSES[from.octet()],
          from.integer(),
          from.text(),
          from.text());
    }

    private static Flow flow(int code) {
      return code == 2 ? null : code == 0 ? Flow.EXPORT : Flow.IMPORT;
    }

    private static Integer period(int ordinal) {
      return ordinal == Integer.MIN_VALUE ? null : (Integer) ordinal;
    }

    private static Quality measure(int code) {
      return code == 2 ? null : code == 0 ? Quality.VALUE : Quality.QUANTITY;
    }
  }
}
