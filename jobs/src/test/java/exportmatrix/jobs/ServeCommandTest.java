package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.jobs.figures.TinyRelease;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that shows the pages: what it says, and how it ends. */
class ServeCommandTest {

  private static final String YAML =
      """
      datasets: [{id: d, layout: sdmx-csv, input: in, frequency: quarterly, unit: euro}]
      collections: [{id: one, label_en: One, datasets: d}]
      """;

  @TempDir Path folder;

  @Test
  void itSaysWhereToLookAndEndsWhenItIsTold() throws Exception {
    Office office = new Office(folder, YAML);
    TinyRelease release = new TinyRelease();
    release.in("quarter", "2016-Q2").cell("export", "ITC4", "MA", "ALL", 120, 100);
    release.publish(office.folder.resolve("reports"), "one", "2025-06-11-a");
    Files.writeString(
        folder.resolve("reports/index.json"),
        "{\"collections\":[{\"collection\":\"one\",\"label_it\":\"Una\",\"label_en\":\"One\"}]}");
    Path err = folder.resolve("err.txt");
    List<String> command = Office.java();
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ExportMatrix.class.getName(),
            "serve",
            "--port=0",
            "--config=" + office.folder.resolve("c.yaml")));
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    try (BufferedReader out = process.inputReader()) {
      String address = out.readLine();
      assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/");
      assertThat(out.readLine()).isEqualTo("  " + address + "one/index.html  One");
      assertThat(out.readLine()).isEqualTo("Ctrl-C ends it.");
      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(URI.create(address + "one/latest.json")).build(),
                      BodyHandlers.ofString())
                  .body())
          .contains("2025-06-11-a");

      process.destroy();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    assertThat(err).content().doesNotContain("interrupted");
  }

  @Test
  void withoutReportsItSaysWhatMakesThem() throws IOException {
    Office office = new Office(folder, YAML);
    Office.Ended ended = office.execute("serve", "--port=0");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no folder").contains("export-matrix run");
    assertThat(office.execute("serve", "--port=70000").err()).contains("--port").contains("70000");
  }
}
