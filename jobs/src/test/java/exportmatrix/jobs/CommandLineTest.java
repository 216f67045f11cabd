package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exportmatrix.Version;
import exportmatrix.jobs.figures.TinyRelease;
import exportmatrix.model.CheckFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Exit code, stdout and stderr of every command; none of these starts Spark. */
class CommandLineTest {

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"),
        """
        reports: {location: reports}
        warehouse: {location: warehouse}
        log: {folder: logs}
        datasets:
          - {id: d, layout: sdmx-csv, input: in, frequency: quarterly, unit: euro,
             complete: {market: [country]}}
          - {id: e, layout: json-stat, input: in, frequency: annual, unit: thousand-euro}
        collections:
          - {id: one, label_it: Una, label_en: One, datasets: d}
          - {id: two, label_en: Two, datasets: e, synthetic: true}
        """);
  }

  private void publish() {
    TinyRelease release = new TinyRelease();
    release.in("year_to_date", "2016-Q2").cell("export", "ITC4", "MA", "ALL", 224, 173);
    release.publish(folder.resolve("reports"), "one", "2025-06-11-old");
    release.in("quarter", "2016-Q2").cell("export", "ITC4", "MA", "ALL", 120, 100);
    release.publish(folder.resolve("reports"), "one", "2025-09-11-new");
  }

  @Test
  void saysItsVersion() {
    assertThat(execute("--version"))
        .isEqualTo(new Ended(0, "export-matrix " + Version.TEXT + "\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check", "figures", "list", "serve", "withdraw", "rollback"})
  void everyCommandHelpsWithAnExample(String command) {
    Ended help = execute(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Example").contains("  export-matrix " + command);
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runn",
        "run --nonsense",
        "figures --territory ITC4",
        "figures --territory ITC4 --period 2016 --format xml",
        "figures --territory ITC4 --period 2016 --flow out",
        "run --edition yesterday",
        "list everything",
        "withdraw",
        "check"
      })
  void refusesWhatItDoesNotUnderstandInOneLine(String line) {
    Ended ended = execute(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("export-matrix: ").endsWith("--help' says more\n");
    assertThat(ended.err().lines()).hasSize(1);
  }

  @Test
  void namesTheCommandThatWasMeant() {
    assertThat(execute("figurs").err()).contains("did you mean").contains("figures");
  }

  @Test
  void saysWhatIsWrongWithTheConfiguration() throws IOException {
    Files.writeString(folder.resolve("c.yaml"), "dataset: []\n");

    Ended ended = execute("run", "--config", config());

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("export-matrix: " + config() + ", line 1: dataset: unknown key; did you mean")
        .hasLineCount(1);
  }

  @Test
  void keepsTheStackTraceForTheLog() throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = ExportMatrix.commandLine(new PrintWriter(out), new PrintWriter(err));
    line.addSubcommand("fail", new Failing()).setErr(new PrintWriter(err));

    int code = line.execute("fail", "--config", config());

    assertThat(code).isEqualTo(5);
    assertThat(err).hasToString("export-matrix: the totals differ; look at x\n");
    assertThat(Files.readString(folder.resolve("logs/export-matrix.log")))
        .contains("the totals differ")
        .contains("CheckFailedException")
        .contains("\tat " + Failing.class.getName());
  }

  @Command(name = "fail")
  private static final class Failing implements Runnable {
    @Mixin Session session;

    @Override
    public void run() {
      session.configuration();
      throw new CheckFailedException("the totals differ;\n look at x");
    }
  }

  @Test
  void answersFromThePublishedRelease() throws IOException {
    publish();

    Ended ended =
        figures("--territory", "ITC4", "--market", "MA", "--period", "2016-H1", "--format", "json");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    JsonNode figure = new ObjectMapper().readTree(ended.out()).get(0);
    assertThat(figure.get("collection").asText()).isEqualTo("one");
    assertThat(figure.get("value_eur").asText()).isEqualTo("224.0");
    assertThat(ended.out()).contains("224.00");
  }

  @Test
  void notesWhatIsNotThere() {
    publish();

    Ended ended = figures("--territory", "ITC4", "--market", "MA,KE", "--period", "2016-H1");

    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .isEqualTo(
            "export-matrix: no figure for export territory ITC4, market KE, product ALL,"
                + " year_to_date 2016-Q2\n");
  }

  @Test
  void saysWhatToDoBeforeTheFirstRelease() {
    Ended ended = figures("--territory", "ITC4", "--period", "2016");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("no collection of one, two has such a figure")
        .contains("'export-matrix run' publishes");
  }

  @Test
  void neverMixesCollections() {
    publish();
    new TinyRelease()
        .in("year_to_date", "2016-Q2")
        .cell("export", "ITC4", "MA", "ALL", 9, 8)
        .publish(folder.resolve("reports"), "two", "r");

    Ended ended = figures("--territory", "ITC4", "--market", "MA", "--period", "2016-H1");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("say --collection one or two");
    Ended chosen =
        figures(
            "--territory", "ITC4", "--market", "MA", "--period", "2016-H1", "--collection", "two");
    assertThat(chosen.code()).isZero();
    assertThat(chosen.out()).contains("SYNTHETIC");
  }

  @Test
  void knowsItsCollections() {
    Ended ended = figures("--territory", "ITC4", "--period", "2016", "--collection", "onne");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "export-matrix: --collection: expected one of one, two, found 'onne'; did you mean"
                + " one?\n");
  }

  @Test
  void listsCollectionsWithTheirReleases() throws IOException {
    publish();

    JsonNode rows = json("list", "collections");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("release").asText()).isEqualTo("2025-09-11-new");
    assertThat(rows.get(1).get("release").isNull()).isTrue();
    assertThat(rows.get(1).get("synthetic").asBoolean()).isTrue();
  }

  @Test
  void listsReleasesAndWhatTheLatestIsMadeOf() throws IOException {
    publish();

    JsonNode releases = json("list", "releases");
    JsonNode editions = json("list", "editions", "--collection", "one");

    assertThat(releases.findValuesAsText("release"))
        .containsExactly("2025-06-11-old", "2025-09-11-new");
    assertThat(releases.findValuesAsText("latest")).containsExactly("false", "true");
    assertThat(editions.get(0).get("edition").asText()).isEqualTo("2025-09-11");
    assertThat(editions.get(0).get("rows").asLong()).isEqualTo(12);
    assertThat(execute("list", "releases", "--config", config(), "--collection", "two").out())
        .isEqualTo("none\n");
  }

  @Test
  void listsTheVocabulary() throws IOException {
    assertThat(json("list", "territories").findValuesAsText("territory"))
        .contains("IT", "ITC4", "ITC45", "IT108", "ITNI1", "ITC45_IT108");
    assertThat(execute("list", "territories", "--config", config(), "--format", "csv").out())
        .contains("ITC45,province,Milan,ITC4,ITC4C,1995-01-01 2010-01-01,ITC45_IT108")
        .contains("ITG28,province,Oristano,ITG2,ITG2G,2006-01-01 2017-01-01,ITG2");
    assertThat(json("list", "markets", "--lang", "it").findValuesAsText("label"))
        .contains("Marocco");
    assertThat(json("list", "sectors").findValuesAsText("sector")).contains("moda", "altro");
    assertThat(json("list", "indicators").findValuesAsText("indicator"))
        .contains("value_eur", "yoy_percent", "interchange_eur");
    assertThat(json("list", "datasets").findValuesAsText("layout"))
        .containsExactly("sdmx-csv", "json-stat");
  }

  @Test
  void rollsBackOnlyToAReleaseThatIsThere() {
    publish();

    Ended ended = execute("rollback", "2020-01-01-none", "--config", config());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no collection has a release '2020-01-01-none'");
  }

  private Ended figures(String... options) {
    List<String> line = new ArrayList<>(List.of("figures", "--config", config()));
    line.addAll(List.of(options));
    return execute(line.toArray(new String[0]));
  }

  private JsonNode json(String... options) throws IOException {
    List<String> line = new ArrayList<>(List.of(options));
    line.addAll(List.of("--config", config(), "--format", "json"));
    Ended ended = execute(line.toArray(new String[0]));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  private String config() {
    return folder.resolve("c.yaml").toString();
  }

  private static Ended execute(String... line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = ExportMatrix.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(line);
    return new Ended(code, out.toString(), err.toString());
  }
}
