package exportmatrix.jobs.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.jobs.console.UsageException;
import exportmatrix.model.CollectionSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix as a person and as a program get it. */
class MatrixTest {

  private static final CollectionSpec COLLECTION =
      new CollectionSpec(
          "sample",
          "Campione",
          "Sample",
          true,
          "invented",
          "CC0",
          List.of("d"),
          "ITC4",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  @TempDir Path reports;

  private PublishedRelease release;

  @BeforeEach
  void publish() {
    release =
        new TinyRelease()
            .in("year_to_date", "2016-Q2")
            .matrix("MA", "chimica", 12_345_678, 1200.0, 2, "programme_years", "2017")
            .matrix("CA", "moda", 98_765_432, -4.25, 1)
            .matrix("KE", "moda", 400_000, 33.3, 0, "yoy_percent_status", "TINY_BASE")
            .publish(reports, "sample", "one");
  }

  private MatrixAnswer answer(
      String period, List<String> sectors, List<String> markets, Optional<Integer> programme) {
    return MatrixAnswer.of(
        COLLECTION,
        release,
        TinyRelease.CODES,
        new MatrixQuestion(
            "ITC4",
            FigurePeriod.parse(period, Optional.empty()),
            sectors,
            markets,
            programme,
            Optional.empty()));
  }

  private List<String> table(MatrixAnswer answer, Language language) {
    StringWriter out = new StringWriter();
    new MatrixTable(answer, language).print(new PrintWriter(out));
    return out.toString().lines().toList();
  }

  @Test
  void cellsComeByRankWithWhatLiftsAndLowersThem() {
    List<String> lines =
        table(answer("2016-H1", List.of(), List.of(), Optional.empty()), Language.en);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(lines)
        .anyMatch(line -> line.contains("SYNTHETIC"))
        .anyMatch(
            line ->
                line.matches(
                    " +1 +1-2 +Canada +Fashion system +98\\.8 +-4\\.3% +2\\.5% +1\\.50 +rising"))
        .anyMatch(line -> line.matches(" +2 +2-3 +Morocco +Chemicals?.* +12\\.3 +\\+\\+\\+ .*"))
        .contains("      +4.3 Value, +1.5 Growth over the year, -3.1 Balance")
        .contains("      +4.3 Value, +1.5 Growth over the year, -3.1 Balance; programme 2017")
        .noneMatch(line -> line.contains("Kenya"));
  }

  @Test
  void chosenCellsAreShownThoughSmall() {
    List<String> lines =
        table(answer("2016-H1", List.of("moda"), List.of(), Optional.empty()), Language.it);
    assertThat(lines)
        .anyMatch(line -> line.contains("Kenia") || line.contains("Kenya"))
        .anyMatch(line -> line.contains("fuori graduatoria"))
        .anyMatch(line -> line.contains("98,8"))
        .noneMatch(line -> line.contains("Marocco"));
  }

  @Test
  void aProgrammeChoosesItsTargets() {
    assertThat(answer("2016-H1", List.of(), List.of(), Optional.of(2020)).cells())
        .extracting(cell -> cell.text("market"))
        .containsExactly("CA");
    assertThat(answer("2016-H1", List.of(), List.of(), Optional.of(2017)).cells())
        .extracting(cell -> cell.text("market"))
        .containsExactly("MA", "KE");
  }

  @Test
  void rowsCarryEverythingInOneLanguage() {
    Map<String, Object> row =
        answer("2016-H1", List.of(), List.of("CA"), Optional.empty()).rows(Language.it).get(0);
    assertThat(row)
        .containsEntry("collection", "sample")
        .containsEntry("rank", 1)
        .containsEntry("points_size", 4.26)
        .containsEntry("product_label", "Sistema moda")
        .doesNotContainKey("market_label_en")
        .containsKey("top_ten_percent");
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(answer("2016-Q2", List.of(), List.of(), Optional.empty()).whyNone())
        .isEqualTo("quarter has no matrix, year_to_date and year have; say --span");
    assertThatThrownBy(
            () ->
                MatrixAnswer.of(
                    COLLECTION,
                    release,
                    TinyRelease.CODES,
                    new MatrixQuestion(
                        "ITC9",
                        FigurePeriod.parse("2016", Optional.empty()),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ITC9");
  }
}
