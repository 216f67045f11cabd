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

    /** The number of what is measured: cents or grams; null where there is none. */
    Long number() {
      return measure == Quality.VALUE ? cents : grams;
    }

    /** Whether coordinates, measure, number and status say all there is to say of it. */
    boolean isPlain() {
      return placed() && !rejected() && raw == null && (number() == null || number() >= 0);
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

  /**
   * The packed form of both. A statement that is neither rejected nor short of a coordinate, as
   * nearly all are, takes some twenty bytes.
   */
  final class Packed implements Exchange.Form<Parsed> {

    private static final long serialVersionUID = 1L;

    static final List<RejectReason> REASONS = List.of(RejectReason.values());

    private static final ValueStatus[] STATUSES = ValueStatus.values();
    private static final Quality[] MEASURES = Quality.values();
    private static final Flow[] FLOWS = Flow.values();

    private static final int FILE_END = 0;
    private static final int WHOLE = 1;
    private static final int PLAIN = 2;

    /** Where the parts of a plain statement's marks begin, above its kind. */
    private static final int FLOW = 2;

    private static final int MEASURE = 3;
    private static final int NUMBER = 4;
    private static final int STATUS = 5;

    private Packed() {}

    @Override
    public void write(Parsed parsed, Packing to) {
      if (parsed instanceof Datum datum) {
        if (datum.isPlain()) {
          writePlain(datum, to);
        } else {
          writeWhole(datum, to);
        }
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
    private static void writePlain(Datum e, Packing to) {
      Long number = e.number();
      to.octet(
          PLAIN
              | e.flow().ordinal() << FLOW
              | e.measure().ordinal() << MEASURE
              | (number == null ? 0 : 1) << NUMBER
              | e.status().ordinal() << STATUS);
      to.small(e.fileNo());
      to.text(e.edition());
      to.small(e.line());
      to.small(e.cell());
      to.small(e.period());
      to.text(e.territory());
      to.text(e.market());
      to.text(e.product());
      if (number != null) {
        to.small(number);
      }
    }

    private static Datum readPlain(int marks, Unpacking from) {
      int fileNo = (int) from.small();
      String edition = from.text();
      long line = from.small();
      int cell = (int) from.small();
      int period = (int) from.small();
      String territory = from.text();
      String market = from.text();
      String product = from.text();
      Quality measure = MEASURES[marks >> MEASURE & 1];
      Long number = (marks >> NUMBER & 1) == 0 ? null : (Long) from.small();
      return new Datum(
          fileNo,
          edition,
          line,
          cell,
          FLOWS[marks >> FLOW & 1],
          period,
          territory,
          market,
          product,
          measure,
          measure == Quality.VALUE ? number : null,
          measure == Quality.VALUE ? null : number,
          STATUSES[marks >> STATUS],
          0,
          null,
          null);
    }

    @SuppressWarnings("EnumOrdinal") // written and read by the same version
    private static void writeWhole(Datum e, Packing to) {
      to.octet(WHOLE);
      to.integer(e.fileNo());
      to.text(e.edition());
      to.whole(e.line());
      to.integer(e.cell());
      to.octet(e.flow() == null ? FLOWS.length : e.flow().ordinal());
      to.integer(e.period() == null ? Integer.MIN_VALUE : e.period());
      to.text(e.territory());
      to.text(e.market());
      to.text(e.product());
      to.octet(e.measure() == null ? MEASURES.length : e.measure().ordinal());
      to.maybe(e.cents());
      to.maybe(e.grams());
      to.octet(e.status().ordinal());
      to.integer(e.reasons());
      to.text(e.said());
      to.text(e.raw());
    }

    private static Datum readWhole(Unpacking from) {
      return new Datum(
          from.integer(),
          from.text(),
          from.whole(),
          from.integer(),
          orNull(FLOWS, from.octet()),
          period(from.integer()),
          from.text(),
          from.text(),
          from.text(),
          orNull(MEASURES, from.octet()),
          from.maybe(),
          from.maybe(),
          STATUSES[from.octet()],
          from.integer(),
          from.text(),
          from.text());
    }

    @Override
    public Parsed read(Unpacking from) {
      int marks = from.octet() & 0xFF;
      if (marks == FILE_END) {
        return new FileEnd(
            from.integer(), from.integer(), from.text(), from.whole(), from.maybe(), from.text());
      }
      return marks == WHOLE ? readWhole(from) : readPlain(marks, from);
    }

    private static <E> E orNull(E[] values, int code) {
      return code == values.length ? null : values[code];
    }

    private static Integer period(int ordinal) {
      return ordinal == Integer.MIN_VALUE ? null : (Integer) ordinal;
    }
  }
}
