package exportmatrix.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.codes.CodeFiles;
import exportmatrix.codes.Codes;
import exportmatrix.codes.Territory;
import exportmatrix.model.Borders;
import exportmatrix.model.ConfigException;
import exportmatrix.model.Status;
import exportmatrix.model.TerritoryLevel;
import exportmatrix.testing.RealData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's own files: what they say, and how they come to lie beside the pointer. */
class PageTest {

  private static final Pattern SAID = Pattern.compile("say\\(\"([A-Za-z_.]+)\"");

  @TempDir Path root;

  /** A row of the places. */
  private record Place(String code, String region, String istatCode, String at) {}

  @Test
  void everyFileIsPublishedAndNoOther() {
    String folder = System.getProperty("exportmatrix.root") + "/pipeline/src/main/resources";
    assertThat(Path.of(folder, "exportmatrix/page").toFile().list())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Page.FILES.stream(), Stream.of(Page.INDEX)).toList());
    assertThat(new Page(Optional.empty()).paths())
        .contains("page/echarts.min.js", "page/settings.json")
        .doesNotContain("page/borders.json")
        .endsWith("index.html");
  }

  @Test
  void aPublishWritesThePageAndASecondOneNothing() throws IOException {
    Reports reports = new Reports(root.toString());
    reports.publish(SampleRelease.of("a"));
    Path collection = root.resolve("sample");
    Map<String, String> first = Folders.content(collection);
    assertThat(first).containsKeys("index.html", "page/main.js", "page/echarts.min.js");
    assertThat(collection.resolve("release=a/manifest.json"))
        .content()
        .doesNotContain("page/")
        .doesNotContain("index.html");
    Object written = Files.getLastModifiedTime(collection.resolve("page/main.js"));

    Files.writeString(collection.resolve("page/words.js"), "of an older version");
    Files.writeString(collection.resolve("page/gone.js"), "of an older version");
    reports.publish(SampleRelease.of("a"));

    assertThat(Folders.content(collection)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(collection.resolve("page/main.js"))).isEqualTo(written);
  }

  @Test
  void whatADeadRunLeftInThePagesFolderGoes() throws IOException {
    Reports reports = new Reports(root.toString());
    reports.publish(SampleRelease.of("a"));
    Path left = root.resolve("sample/page/" + ReleaseStore.ASIDE + "main.js");
    Files.writeString(left, "half");
    reports.recover();
    assertThat(left).doesNotExist();
  }

  @Test
  void everyProvinceAndRegionHasATileOfItsOwn() {
    Map<String, Place> places =
        places().stream().collect(Collectors.toMap(Place::code, Function.identity()));
    List<Territory> territories = Codes.load(CodeFiles.BUNDLED).territories().all();
    for (TerritoryLevel level : List.of(TerritoryLevel.PROVINCE, TerritoryLevel.REGION)) {
      List<Territory> of =
          territories.stream().filter(territory -> territory.level() == level).toList();
      assertThat(of).allSatisfy(territory -> assertThat(places).containsKey(territory.code()));
      assertThat(of.stream().map(territory -> places.get(territory.code()).at()).toList())
          .doesNotHaveDuplicates();
    }
    for (Territory territory : territories) {
      Place place = places.get(territory.code());
      if (place != null && territory.level() == TerritoryLevel.PROVINCE) {
        assertThat(place.region()).as(territory.code()).isEqualTo(territory.parent());
        assertThat(place.istatCode()).as(territory.code()).isEqualTo(territory.istatCode());
      }
    }
    assertThat(
            territories.stream()
                .filter(territory -> territory.level() == TerritoryLevel.PROVINCE)
                .filter(territory -> territory.validTo() == null))
        .hasSize(107);
    assertThat(places).hasSize(places().size());
  }

  @Test
  void bothLanguagesSayTheSame() throws IOException {
    JsonNode italian = words("it");
    JsonNode english = words("en");
    assertThat(english.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(List.copyOf(keys(italian)));
    for (String key : keys(italian)) {
      assertThat(braces(english, key)).as(key).isEqualTo(braces(italian, key));
    }
    for (Status status : Status.values()) {
      assertThat(keys(italian)).contains("status." + status, "meaning." + status);
      assertThat(english.path("meaning." + status).asText()).isEqualTo(status.meaning());
    }
  }

  @Test
  void everyTextThatIsSaidIsThere() throws IOException {
    Set<String> known = keys(words("it"));
    for (String file : scripts()) {
      Matcher said = SAID.matcher(text(file));
      while (said.find()) {
        assertThat(known).as(file).contains(said.group(1));
      }
    }
  }

  @Test
  void everyMissingBreakdownHasItsReason() throws IOException {
    Set<String> known = keys(words("it"));
    for (Breakdown breakdown : Breakdown.values()) {
      assertThat(known).contains("missing." + breakdown.missingReason());
    }
    for (MatrixPlan.Missing missing : MatrixPlan.Missing.values()) {
      assertThat(known).contains("missing." + missing.name());
    }
  }

  @Test
  void dataNeverBecomeMarkup() {
    for (String file : scripts()) {
      assertThat(text(file))
          .as(file)
          .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(")
          .doesNotContainPattern(
              "new Function|setAttribute\\(\"style|style: [\"`]|https?://(?!www.w3.org)");
    }
  }

  @Test
  void thePolicyAllowsNothingFromElsewhereAndNothingInline() {
    assertThat(text(Page.INDEX))
        .contains("content=\"default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe")
        .doesNotContainPattern("<script(?! type=\"module\" src=\"page/)")
        .doesNotContainPattern("<style| style=| on[a-z]+=");
  }

  @Test
  void bordersArePublishedWithTheirLicenceAndGoWithThem() throws IOException {
    Path file =
        Files.writeString(
            root.resolve("b.json"),
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"prov_istat_code\":\"015\"},\"geometry\":null}]}");
    Path collection = root.resolve("c");
    ReleaseStore store = new ReleaseStore(root.toString());

    new Page(Optional.of(new Borders(file, "© who drew them"))).write(store, collection);
    assertThat(collection.resolve("page/borders.json")).hasSameBinaryContentAs(file);
    JsonNode settings = Json.parse(Files.readAllBytes(collection.resolve("page/settings.json")));
    assertThat(settings.at("/borders/file").textValue()).isEqualTo("borders.json");
    assertThat(settings.at("/borders/licence").textValue()).isEqualTo("© who drew them");

    new Page(Optional.empty()).write(store, collection);
    assertThat(collection.resolve("page/borders.json")).doesNotExist();
    settings = Json.parse(Files.readAllBytes(collection.resolve("page/settings.json")));
    assertThat(settings.get("borders").isNull()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"no JSON", "{\"type\":\"Polygon\"}", "{\"type\":\"Topology\",\"objects\":{}}"})
  void bordersThatAreNoneAreRefused(String content) throws IOException {
    Path file = Files.writeString(root.resolve("b.json"), content);
    assertThatThrownBy(() -> new Page(Optional.of(new Borders(file, "l"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("reports.borders.file")
        .hasMessageContaining("prov_istat_code");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource("geo/limits_IT_provinces.topo.json")
  void realBordersNameEveryPresentProvince(String name) throws IOException {
    Path file = RealData.file(name);
    new Page(Optional.of(new Borders(file, "l")));
    Set<String> drawn =
        new TreeSet<>(Json.parse(Files.readAllBytes(file)).findValuesAsText("prov_istat_code"));
    Set<String> former = Set.of("104", "105", "106", "107");
    assertThat(
            places().stream()
                .map(Place::istatCode)
                .filter(code -> !code.isEmpty() && !former.contains(code)))
        .containsExactlyInAnyOrderElementsOf(drawn);
  }

  private static List<String> scripts() {
    return Page.FILES.stream().filter(file -> file.endsWith(".js")).toList();
  }

  private static List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (String line : text("places.csv").lines().skip(1).toList()) {
      String[] cells = line.split(",");
      places.add(new Place(cells[0], cells[1], cells[3], cells[4] + " " + cells[5]));
    }
    return places;
  }

  private static Set<String> braces(JsonNode words, String key) {
    return Pattern.compile("\\{\\w+}")
        .matcher(words.path(key).asText())
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  private static Set<String> keys(JsonNode words) {
    Set<String> keys = new TreeSet<>();
    words.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode words(String language) throws IOException {
    return Json.parse(text("words-" + language + ".json").getBytes(UTF_8));
  }

  private static String text(String file) {
    try (InputStream in = PageTest.class.getResourceAsStream("/exportmatrix/page/" + file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
