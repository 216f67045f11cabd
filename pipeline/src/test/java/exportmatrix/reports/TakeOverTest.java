package exportmatrix.reports;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.StorageException;
import exportmatrix.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release with a quarter anew that takes over five: its JSON is that of all six together. */
class TakeOverTest {

  @TempDir Path root;

  private Path earlier;

  @BeforeEach
  void publishTheEarlierRelease() {
    earlier = reports("nightly").publish(release("a", TakeOverTest::isEarlier)).folder();
  }

  @AfterEach
  void leaveNoTaskBehind() throws InterruptedException {
    SparkTest.awaitTasks();
  }

  @Test
  void theDocumentsAreThoseOfAllQuartersTogether() {
    assertThat(earlier.resolve("json/market/EU27_2020.json")).exists();
    Path nightly = publishTheSixthAnew();
    Path rebuilt = reports("rebuilt").publish(release("b", TakeOverTest::stands)).folder();

    assertThat(Folders.content(nightly.resolve("json")))
        .containsKeys("market/MA.json", "market/DE.json")
        .doesNotContainKey("market/EU27_2020.json")
        .isEqualTo(Folders.content(rebuilt.resolve("json")));
  }

  @Test
  void aDamagedDocumentIsNamedAndNothingIsPublished() throws IOException {
    Path document = earlier.resolve("json/territory/IT.json");
    Files.writeString(document, "<html>");

    assertThatThrownBy(this::publishTheSixthAnew)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(document.toString());
    assertThat(reports("nightly").latest("sample").orElseThrow().release()).isEqualTo("a");
  }

  private Path publishTheSixthAnew() {
    List<Kept.Part> parts =
        SampleRelease.cells(100).stream()
            .filter(not(TakeOverTest::isNew))
            .map(row -> new Kept.Part(row.getString(1), row.getString(2)))
            .distinct()
            .toList();
    Kept kept =
        new Kept("a", earlier, parts, row -> false, row -> false, row -> false, row -> false);
    return reports("nightly")
        .publish(SampleRelease.takingOver(release("b", row -> isNew(row) && stands(row)), kept))
        .folder();
  }

  private static boolean isNew(Row cell) {
    return cell.getString(2).equals("2016-Q2");
  }

  /** Morocco has only what is taken over, Germany only what is new, the Union nothing any more. */
  private static boolean stands(Row cell) {
    return List.of("WORLD", isNew(cell) ? "DE" : "MA").contains(cell.getString(7));
  }

  private static boolean isEarlier(Row cell) {
    return isNew(cell) ? cell.getString(7).equals("EU27_2020") : stands(cell);
  }

  private static Release release(String id, Predicate<Row> which) {
    return SampleRelease.with(id, SampleRelease.cells(100).stream().filter(which).toList());
  }

  private Reports reports(String folder) {
    return new Reports(
        new ReleaseStore(root.resolve(folder).toString()),
        new Limits(1_000_000, 100_000, 1_000_000, 3));
  }
}
