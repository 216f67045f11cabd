package exportmatrix.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.Pipeline;
import exportmatrix.PipelineConfig;
import exportmatrix.codes.Break;
import exportmatrix.codes.Breaks;
import exportmatrix.codes.Codes;
import exportmatrix.jobs.console.Nearest;
import exportmatrix.jobs.console.TextTable;
import exportmatrix.jobs.console.TextTable.Side;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.AnswerFormat;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.figures.PublishedRelease;
import exportmatrix.jobs.figures.PublishedReports;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.SeasonalTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what there is: in the configuration, in the code lists, in the published reports. */
@Command(
    name = "list",
    description =
        "Lists collections, datasets, indicators, territories, markets, sectors, releases or editions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  export-matrix list collections",
      "  export-matrix list indicators yoy_percent",
      "  export-matrix list editions --collection synthetic-provinces --format json"
    })
final class ListCommand implements Runnable {

  /** What can be listed. */
  enum What {
    COLLECTIONS,
    DATASETS,
    INDICATORS,
    TERRITORIES,
    MARKETS,
    SECTORS,
    RELEASES,
    EDITIONS
  }

  @Mixin Session session;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description =
          "collections, datasets, indicators, territories, markets, sectors, releases or editions.")
  What what;

  @Parameters(
      arity = "0..1",
      index = "1",
      paramLabel = "ID",
      description = "One indicator: its whole card.")
  String id;

  @Option(
      names = "--collection",
      paramLabel = "ID",
      split = ",",
      description = "Only of these collections (datasets, releases, editions).")
  Set<String> collections = new LinkedHashSet<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (default: table).")
  AnswerFormat format;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      defaultValue = "en",
      description = "Labels: it or en (default: en).")
  Language language;

  @Override
  public void run() {
    session.knownCollections(collections);
    if (id != null && what != What.INDICATORS) {
      throw new UsageException(
          "only an indicator has a card: expected 'list indicators %s', or 'list %s' alone"
              .formatted(id, what.name().toLowerCase(Locale.ROOT)));
    }
    List<Map<String, Object>> rows =
        switch (what) {
          case COLLECTIONS -> collections();
          case DATASETS -> datasets();
          case INDICATORS -> id == null ? indicators() : card();
          case TERRITORIES -> territories();
          case MARKETS -> markets();
          case SECTORS -> sectors();
          case RELEASES -> releases();
          case EDITIONS -> editions();
        };
    switch (format) {
      case TABLE -> table(rows);
      case CSV -> AnswerFormat.writeCsv(rows, session.out());
      case JSON -> AnswerFormat.writeJson(rows, session.out());
    }
  }

  private void table(List<Map<String, Object>> rows) {
    if (rows.isEmpty()) {
      session.out().println("none");
    } else {
      List<String> header = List.copyOf(rows.get(0).keySet());
      TextTable table = new TextTable(Collections.nCopies(header.size(), Side.LEFT));
      table.row(header);
      rows.forEach(
          row ->
              table.row(
                  row.values().stream()
                      .map(
                          value ->
                              value instanceof List<?> list
                                  ? String.join(" ", list.stream().map(String::valueOf).toList())
                                  : Objects.toString(value, ""))
                      .toList()));
      table.lines().forEach(session.out()::println);
    }
    session.out().flush();
  }

  private List<Map<String, Object>> collections() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (CollectionSpec collection : chosen()) {
      var latest = reports().latest(collection.id());
      rows.add(
          row(
              "collection", collection.id(),
              "label", language == Language.it ? collection.labelIt() : collection.labelEn(),
              "synthetic", collection.synthetic(),
              "datasets", collection.datasets(),
              "release", latest.map(PublishedRelease::id).orElse(null),
              "source", collection.source(),
              "licence", collection.licence()));
    }
    return rows;
  }

  private List<Map<String, Object>> datasets() {
    List<String> ids = chosen().stream().flatMap(c -> c.datasets().stream()).toList();
    return config().datasets().stream()
        .filter(d -> ids.contains(d.id()))
        .map(
            d ->
                row(
                    "dataset", d.id(),
                    "layout", word(d.layout()),
                    "frequency", d.frequency().name(),
                    "unit_eur", d.unitMultiplier(),
                    "period_type", word(d.periodType()),
                    "product_scheme", word(d.scheme()),
                    "input", d.input()))
        .toList();
  }

  /** Those of the cube, then the seasonal ones. */
  private static Stream<IndicatorCard> cards() {
    return Stream.concat(Pipeline.indicators().stream(), SeasonalTables.CARDS.stream());
  }

  private List<Map<String, Object>> indicators() {
    return cards()
        .map(
            card ->
                row(
                    "indicator", card.id(),
                    "unit", card.unit().symbol(),
                    "label", language == Language.it ? card.labelIt() : card.labelEn(),
                    "formula", card.formula()))
        .toList();
  }

  /** One row per line of the card, so that a table reads like one. */
  private List<Map<String, Object>> card() {
    List<String> known = cards().map(IndicatorCard::id).toList();
    IndicatorCard card =
        cards()
            .filter(of -> of.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "no indicator '%s'%s; 'export-matrix list indicators' shows all"
                            .formatted(id, Nearest.hint(id, known))));
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("field", "indicator", "value", card.id()));
    rows.add(row("field", "label_it", "value", card.labelIt()));
    rows.add(row("field", "label_en", "value", card.labelEn()));
    rows.add(row("field", "unit", "value", card.unit().symbol()));
    rows.add(row("field", "formula", "value", card.formula()));
    rows.add(row("field", "source", "value", card.source()));
    if (card.nullable()) {
      rows.add(row("field", "status column", "value", card.statusColumn()));
      rows.add(row("field", "null where", "value", card.nullMeaning()));
    }
    for (Field companion : card.companions()) {
      rows.add(row("field", companion.name(), "value", companion.meaning()));
    }
    return rows;
  }

  private List<Map<String, Object>> territories() {
    Codes codes = codes();
    return codes.territories().all().stream()
        .map(
            t -> {
              List<Break> breaks = codes.breaks().of(Breaks.TERRITORY, t.code());
              return row(
                  "territory", t.code(),
                  "level", t.level().code(),
                  "label", language == Language.it ? t.nameIt() : t.nameEn(),
                  "parent", t.parent(),
                  "nuts2021", t.nuts2021(),
                  "changed", breaks.stream().map(b -> b.from().toString()).toList(),
                  "constant",
                      breaks.stream()
                          .map(Break::constant)
                          .filter(Objects::nonNull)
                          .distinct()
                          .toList());
            })
        .toList();
  }

  private List<Map<String, Object>> markets() {
    return codes().markets().all().stream()
        .map(
            m ->
                row(
                    "market", m.code(),
                    "kind", m.kind().code(),
                    "label", language == Language.it ? m.nameIt() : m.nameEn()))
        .toList();
  }

  private List<Map<String, Object>> sectors() {
    return codes().sectors().stream()
        .map(
            s ->
                row(
                    "sector", s.code(),
                    "label", language == Language.it ? s.labelIt() : s.labelEn(),
                    "groups", s.groups()))
        .toList();
  }

  private List<Map<String, Object>> releases() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (CollectionSpec collection : chosen()) {
      String latest = reports().latest(collection.id()).map(PublishedRelease::id).orElse("");
      for (String id : reports().releases(collection.id())) {
        JsonNode manifest = reports().release(collection.id(), id).manifest();
        rows.add(
            row(
                "collection", collection.id(),
                "release", id,
                "edition", manifest.path("edition").asText(),
                "published", manifest.path("finished_at").asText(),
                "latest", id.equals(latest)));
      }
    }
    return rows;
  }

  /** What the latest releases are made of. */
  private List<Map<String, Object>> editions() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (CollectionSpec collection : chosen()) {
      reports()
          .latest(collection.id())
          .ifPresent(
              release -> {
                for (JsonNode input : release.manifest().path("inputs")) {
                  rows.add(
                      row(
                          "collection", collection.id(),
                          "dataset", input.path("dataset").asText(),
                          "edition", input.path("edition").asText(),
                          "file", input.path("name").asText(),
                          "rows", input.path("rows").path("read").asLong(),
                          "sha256", input.path("file").asText()));
                }
              });
    }
    return rows;
  }

  private List<CollectionSpec> chosen() {
    return config().collections().stream()
        .filter(c -> collections.isEmpty() || collections.contains(c.id()))
        .toList();
  }

  private PipelineConfig config() {
    return session.configuration().pipeline();
  }

  private Codes codes() {
    return Codes.load(config().codes());
  }

  private PublishedReports reports() {
    return PublishedReports.at(config().reports().location());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
