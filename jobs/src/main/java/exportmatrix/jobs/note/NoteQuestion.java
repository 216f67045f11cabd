package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.FigurePeriod;
import java.util.List;
import java.util.Optional;

/**
 * What a note is about.
 *
 * @param territory a country, region or province
 * @param periods one chapter each
 * @param markets that get a section of their own, in this order
 * @param programme year of the regional programme whose markets and sectors are shown together
 */
public record NoteQuestion(
    String territory,
    List<FigurePeriod> periods,
    List<String> markets,
    Optional<Integer> programme) {

  public NoteQuestion {
    periods = List.copyOf(periods);
    markets = List.copyOf(markets);
  }
}
