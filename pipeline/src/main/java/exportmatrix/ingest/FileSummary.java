package exportmatrix.ingest;

import exportmatrix.ingest.Digest.Tally;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.ingest.Settlement.End;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.FileRecord.Ends;
import exportmatrix.model.Period;
import exportmatrix.model.RejectReason;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of one file.
 *
 * @param failure why it cannot be read; null: it can
 * @param periods ordinals that rows name, whatever becomes of them; empty: none
 * @param contradicted rows rejected only because another file says otherwise
 * @param cents null where they exceed 64 bits
 * @param reasons rows per reason, those contradicted left out
 */
record FileSummary(
    int fileNo,
    Path path,
    String failure,
    String sha256,
    String edition,
    Optional<IntSummaryStatistics> periods,
    long bytes,
    Ends rows,
    long contradicted,
    Ends cents,
    Map<RejectReason, Long> reasons) {

  static FileSummary of(int fileNo, Digest.OfFile file, SourceFile source) {
    FileEnd end = file.end();
    Tally accepted = file.of(End.ACCEPTED);
    Tally duplicate = file.of(End.DUPLICATE);
    Tally rejected = file.of(End.REJECTED);
    Ends rows =
        new Ends(
            accepted.rows() + duplicate.rows() + end.filteredRows() + rejected.rows(),
            accepted.rows(),
            duplicate.rows(),
            end.filteredRows(),
            rejected.rows());
    String failure =
        end.failure() != null || rows.read() > 0
            ? end.failure()
            : source.path().getFileName() + ": has a header and no rows; fetch it again";
    return new FileSummary(
        fileNo,
        source.path(),
        failure,
        source.sha256(),
        end.edition(),
        file.periods(),
        source.bytes(),
        rows,
        file.contradicted(),
        cents(accepted.cents(), duplicate.cents(), end.filteredCents(), rejected.cents()),
        file.reasons());
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Why the file is refused by itself; empty where it is not. */
  Optional<String> ownFault(double maxRejectedShare) {
    if (failure != null) {
      return Optional.of(failure);
    }
    if (cents == null) {
      return Optional.of(tooMuch(name()));
    }
    return tooManyRejected(rows.rejected() - contradicted, words(reasons), maxRejectedShare);
  }

  /** Why the file is refused, conflicts with other files counted; empty where it is not. */
  Optional<String> fault(double maxRejectedShare) {
    String others = RejectReason.CONFLICTING_DUPLICATE + " with other files " + contradicted;
    String all = reasons.isEmpty() ? others : words(reasons) + ", " + others;
    return tooManyRejected(rows.rejected(), all, maxRejectedShare);
  }

  FileRecord record(DatasetSpec spec) {
    return new FileRecord(
        sha256,
        name(),
        spec.id(),
        edition,
        periods.map(of -> new Period(spec.frequency(), of.getMin()).text()).orElse(""),
        periods.map(of -> new Period(spec.frequency(), of.getMax()).text()).orElse(""),
        bytes,
        rows,
        cents);
  }

  static String tooMuch(String name) {
    return name + ": its values add up to more than 64 bits hold; check the dataset's unit";
  }

  /** Whether any row is rejected for what another row says, so that its raw text was not kept. */
  boolean hasConflicts() {
    return contradicted > 0 || reasons.containsKey(RejectReason.CONFLICTING_DUPLICATE);
  }

  private Optional<String> tooManyRejected(long rejected, String why, double maxRejectedShare) {
    if (rejected <= maxRejectedShare * rows.read()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: %d of %d rows rejected (%.1f %%, at most %.1f %% may be): %s",
            name(),
            rejected,
            rows.read(),
            100.0 * rejected / rows.read(),
            100.0 * maxRejectedShare,
            why));
  }

  private static String words(Map<RejectReason, Long> reasons) {
    return reasons.entrySet().stream()
        .map(reason -> reason.getKey() + " " + reason.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Ends cents(Long accepted, Long duplicate, Long filtered, Long rejected) {
    if (accepted == null || duplicate == null || filtered == null || rejected == null) {
      return null;
    }
    try {
      long read =
          Math.addExact(Math.addExact(accepted, duplicate), Math.addExact(filtered, rejected));
      return new Ends(read, accepted, duplicate, filtered, rejected);
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
