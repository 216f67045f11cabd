package exportmatrix.jobs.claims;

import exportmatrix.codes.Codes;
import exportmatrix.jobs.claims.Verdict.Outcome;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.FigureId;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.Revision;
import exportmatrix.model.Flow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the figures of a text against a release. */
public final class NoteChecker {

  /** What a figure was in earlier editions; asked only where it is not what the text says. */
  public interface Past {

    /** Each earlier value of a figure by the edition since which it stood, the newest first. */
    Map<String, BigDecimal> editions(FigureId id);
  }

  private final Figures figures;
  private final ClaimReader reader;
  private final Past past;

  public NoteChecker(Figures figures, String collection, Codes codes, Past past) {
    this.figures = figures;
    this.reader = new ClaimReader(collection, new Lexicon(codes));
    this.past = past;
  }

  /** One verdict for each figure that is stated, in the text's order. */
  public List<Verdict> check(List<String> lines) {
    List<Claim> claims = new ArrayList<>(reader.claims(Passage.of(lines)));
    Table.of(lines).forEach(table -> claims.addAll(reader.claims(table)));
    return claims.stream().sorted(Comparator.comparing(Claim::line)).map(this::verdict).toList();
  }

  private Verdict verdict(Claim claim) {
    if (claim.id().isEmpty()) {
      return of(claim, Outcome.NOT_CHECKABLE, claim.reason());
    }
    FigureId id = claim.id().get();
    Optional<BigDecimal> figure;
    try {
      figure = figure(claim, id);
    } catch (UsageException e) {
      return of(claim, Outcome.NOT_CHECKABLE, e.getMessage());
    }
    if (figure.isEmpty()) {
      return of(claim, Outcome.NOT_CHECKABLE, "the release has no such figure");
    }
    if (claim.quantity().holds(figure.get())) {
      return of(claim, Outcome.CONFIRMED, "");
    }
    for (Map.Entry<String, BigDecimal> earlier : past.editions(id).entrySet()) {
      if (claim.quantity().holds(earlier.getValue())) {
        return of(claim, Outcome.REVISED, "true of edition " + earlier.getKey());
      }
    }
    return of(claim, Outcome.OFF, "it is " + said(claim, figure.get()));
  }

  private static Verdict of(Claim claim, Outcome outcome, String detail) {
    return new Verdict(claim.line(), claim.words(), claim.id(), outcome, detail);
  }

  private static String said(Claim claim, BigDecimal figure) {
    return switch (claim.quantity().kind()) {
      case AMOUNT -> figure.toPlainString() + " EUR";
      case PERCENT -> figure.setScale(2, RoundingMode.HALF_UP).toPlainString() + " %";
      case POINTS -> figure.setScale(2, RoundingMode.HALF_UP).toPlainString() + " points";
      case RANK, YEARS, COUNT -> figure.setScale(0, RoundingMode.HALF_UP).toPlainString();
    };
  }

  private Optional<BigDecimal> figure(Claim claim, FigureId id) {
    if (id.indicator().equals(FigureId.REVISION)) {
      return revision(claim, id);
    }
    String column =
        claim.quantity().kind() == Quantity.Kind.YEARS ? "years_compared" : id.indicator();
    return figures
        .line(id, List.of(id.indicator(), column), Language.it)
        .map(line -> line.get(column))
        .map(value -> new BigDecimal(value.toString()));
  }

  private Optional<BigDecimal> revision(Claim claim, FigureId id) {
    Optional<Revision> revised =
        figures.revised(
            Flow.ofCode(id.flow()),
            id.territory(),
            FigurePeriod.parse(id.period().text(), Optional.of(id.span())));
    return revised.map(
        revision ->
            claim.quantity().kind() == Quantity.Kind.COUNT
                ? BigDecimal.valueOf(revision.figures())
                : revision.difference().abs());
  }
}
