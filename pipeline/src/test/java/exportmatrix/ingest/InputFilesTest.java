package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exportmatrix.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name : List.of("b.csv", "a.csv.gz", ".hidden.csv", "c.json")) {
      Readings.write(folder, name, "x");
    }
    Readings.write(Files.createDirectory(folder.resolve("deeper")), "a.csv", "x");
    Files.createDirectory(folder.resolve("nothing"));
  }

  @Test
  void aFolderIsItsOwnVisibleFilesByName() {
    assertThat(names(folder.toString())).containsExactly("a.csv.gz", "b.csv", "c.json");
    assertThat(names(folder.resolve("nothing").toString())).isEmpty();
  }

  @Test
  void aPatternIsWhatItMatches() {
    assertThat(names(folder + "/*.csv*")).containsExactly("a.csv.gz", "b.csv");
    assertThat(names(folder + "/**.csv")).containsExactly("a.csv", "b.csv");
    assertThat(names(folder + "/*/a.*")).containsExactly("a.csv");
    assertThat(names(folder + "/*.xml")).isEmpty();
  }

  @Test
  void aFileNamedTwiceIsReadOnce() {
    assertThat(
            Ingest.files(
                SpecDraft.istat()
                    .input(folder.resolve("b.csv"), folder.resolve("deeper/../b.csv"), folder)
                    .spec()))
        .hasSize(3);
  }

  @Test
  void whatIsNotThereIsSaid() {
    for (String input : List.of(folder + "/gone.csv", folder + "/gone/*.csv")) {
      assertThatThrownBy(() -> names(input))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "dataset test: input %s is not there; expected a file, a folder or a pattern in a"
                  + " folder: fetch it, or correct the dataset's input",
              input);
    }
  }

  private static List<String> names(String input) {
    return Ingest.files(SpecDraft.istat().input(input).spec()).stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }
}
