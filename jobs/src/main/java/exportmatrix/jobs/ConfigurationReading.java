package exportmatrix.jobs;

import exportmatrix.PipelineConfig;
import exportmatrix.codes.CodeFiles;
import exportmatrix.jobs.Configuration.Spark;
import exportmatrix.jobs.Configuration.Ui;
import exportmatrix.jobs.console.Nearest;
import exportmatrix.model.Borders;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.ConfigException;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.DatasetSpec.Complete;
import exportmatrix.model.DatasetSpec.Delimited;
import exportmatrix.model.DatasetSpec.EditionRule;
import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.Rules;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.Span;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Fills in what a document leaves out, resolves its paths and checks what its keys say. */
final class ConfigurationReading {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]*");
  private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
  private static final Set<String> ROLES =
      Set.of(
          "flow",
          "frequency",
          "territory",
          "market",
          "product",
          "period",
          "indicator",
          "adjustment",
          "value",
          "quantity",
          "status",
          "confidentiality",
          "unit_multiplier",
          "unit",
          "edition");
  private static final Set<String> CODE_LISTS =
      Set.of(
          "territories",
          "markets",
          "market_groups",
          "aliases",
          "products",
          "sectors",
          "programmes",
          "breaks");
  private static final List<ProductLevel> CPA_LEVELS =
      List.of(
          ProductLevel.TOTAL,
          ProductLevel.SECTION,
          ProductLevel.SUBSECTION,
          ProductLevel.DIVISION,
          ProductLevel.GROUP,
          ProductLevel.SECTOR);
  private static final List<ProductLevel> CN_LEVELS =
      List.of(
          ProductLevel.TOTAL,
          ProductLevel.CN2,
          ProductLevel.CN4,
          ProductLevel.CN6,
          ProductLevel.CN8);

  private final Path file;
  private final Problems problems;

  ConfigurationReading(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * @throws ConfigException with every problem that was found
   */
  Configuration configuration(YamlDocument document) {
    YamlDocument.Warehouse warehouse =
        or(document.warehouse(), new YamlDocument.Warehouse(null, null));
    YamlDocument.Reports reports =
        or(document.reports(), new YamlDocument.Reports(null, null, null, null, null, null));
    YamlDocument.Rules rules = or(document.rules(), new YamlDocument.Rules(null));
    List<DatasetSpec> datasets = datasets(or(document.datasets(), List.of()));
    PipelineConfig pipeline =
        new PipelineConfig(
            new PipelineConfig.Warehouse(
                location(warehouse.location(), "out/warehouse"), or(warehouse.catalog(), Map.of())),
            new PipelineConfig.Reports(
                location(reports.location(), "out/reports"),
                atLeast(1, "/reports/keep_releases", or(reports.keepReleases(), 10)),
                or(reports.jsonTerritories(), List.of()),
                atLeast(0, "/reports/periods", or(reports.periods(), 0)),
                or(reports.indicators(), List.of()),
                borders(reports.borders())),
            codes(or(document.codes(), new YamlDocument.Codes(null, null))),
            new Rules(
                positive(
                    "/rules/materiality_eur_per_quarter",
                    or(
                        rules.materialityEurPerQuarter(),
                        Rules.DEFAULT.materialityEurPerQuarter()))),
            matrix(or(document.matrix(), new YamlDocument.Matrix(null, null, null, null, null))),
            seasonal(or(document.seasonal(), new YamlDocument.Seasonal(null, null, null))),
            datasets,
            collections(or(document.collections(), List.of()), datasets));
    Spark spark = spark(or(document.spark(), new YamlDocument.Spark(null, null, null, null)));
    String logs = document.log() == null ? null : document.log().folder();
    problems.stopIfAny();
    return new Configuration(file, pipeline, spark, logs(logs, pipeline));
  }

  private Optional<Borders> borders(YamlDocument.Borders written) {
    if (written == null) {
      return Optional.empty();
    }
    required("/reports/borders/licence", written.licence(), "how its authors are to be named");
    required("/reports/borders/file", written.file(), "a GeoJSON or TopoJSON file");
    Path path = Path.of(resolved(or(written.file(), "")));
    if (written.file() != null && !Files.isRegularFile(path)) {
      problems.add("/reports/borders/file", "expected a file, found none at " + path);
    }
    return Optional.of(new Borders(path, or(written.licence(), "")));
  }

  private SeasonalRules seasonal(YamlDocument.Seasonal written) {
    return new SeasonalRules(
        written.method() == null ? SeasonalRules.DEFAULT.method() : written.method().method(),
        or(written.policy(), SeasonalRules.DEFAULT.policy()),
        positive(
            "/seasonal/threshold_eur_per_quarter",
            or(written.thresholdEurPerQuarter(), SeasonalRules.DEFAULT.thresholdEurPerQuarter())));
  }

  private MatrixRules matrix(YamlDocument.Matrix written) {
    Map<MatrixComponent, Double> weights = new EnumMap<>(MatrixComponent.class);
    or(written.weights(), Map.<String, Double>of())
        .forEach(
            (name, weight) -> {
              String at = "/matrix/weights/" + name;
              Optional<MatrixComponent> component =
                  Stream.of(MatrixComponent.values())
                      .filter(known -> known.code().equals(name))
                      .findFirst();
              if (component.isEmpty()) {
                problems.add(
                    at,
                    "expected one of %s: correct or remove it"
                        .formatted(
                            Stream.of(MatrixComponent.values())
                                .map(MatrixComponent::code)
                                .toList()));
              } else if (weight == null || !(weight >= 0) || weight.isInfinite()) {
                problems.add(at, "expected a number of 0 or more, found " + weight);
              } else {
                weights.put(component.get(), weight);
              }
            });
    MatrixRules rules =
        new MatrixRules(
            weights,
            or(written.markets(), List.of()),
            or(written.spans(), MatrixRules.DEFAULT.spans()),
            atLeast(100, "/matrix/draws", or(written.draws(), MatrixRules.DEFAULT.draws())),
            or(written.seed(), MatrixRules.DEFAULT.seed()));
    if (rules.weights().values().stream().allMatch(weight -> weight == 0)) {
      problems.add("/matrix/weights", "expected a weight above 0, found none");
    }
    return rules;
  }

  private List<DatasetSpec> datasets(List<YamlDocument.Dataset> written) {
    if (written.isEmpty()) {
      problems.add("/datasets", "expected at least one dataset, found none");
    }
    List<DatasetSpec> datasets = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < written.size(); i++) {
      String at = "/datasets/" + i;
      YamlDocument.Dataset dataset = written.get(i);
      if (dataset == null) {
        problems.add(at, "expected a dataset, found nothing");
        continue;
      }
      id(at, dataset.id(), ids);
      datasets.add(dataset(at, dataset));
    }
    return datasets;
  }

  private DatasetSpec dataset(String at, YamlDocument.Dataset written) {
    required(at + "/layout", written.layout(), "sdmx-csv, json-stat or delimited");
    required(at + "/frequency", written.frequency(), "monthly, quarterly or annual");
    required(at + "/unit", written.unit(), "euro, thousand-euro or million-euro");
    if (or(written.input(), List.of()).isEmpty()) {
      problems.add(at + "/input", "missing; expected a file, a folder or a glob");
    }
    keys(at + "/columns", written.columns(), ROLES);
    keys(at + "/constants", written.constants(), ROLES);
    keys(at + "/codes", written.codes(), ROLES);
    names(at + "/replaces", written.replaces(), DatasetSpec.DIMENSIONS);
    double share = or(written.maxRejectedShare(), 0.01);
    if (!(share >= 0 && share <= 1)) {
      problems.add(
          at + "/max_rejected_share", "expected a share from 0 to 1, found %s".formatted(share));
    }
    YamlDocument.Complete complete =
        or(written.complete(), new YamlDocument.Complete(null, null, null));
    return new DatasetSpec(
        written.id(),
        written.layout(),
        or(written.input(), List.<String>of()).stream().map(this::resolved).toList(),
        written.frequency() == null ? null : written.frequency().frequency,
        written.unit() == null ? 1 : written.unit().euros,
        or(written.periodType(), PeriodType.SINGLE),
        or(written.productScheme(), ProductScheme.CPA),
        new Complete(
            or(complete.territory(), List.of()),
            or(complete.market(), List.of()),
            or(complete.product(), List.of())),
        Set.copyOf(or(written.replaces(), List.of())),
        edition(at, written),
        share,
        or(written.columns(), Map.of()),
        or(written.constants(), Map.of()),
        or(written.codes(), Map.of()),
        or(written.indicators(), Map.of()),
        or(written.keep(), Map.of()),
        delimited(at, written));
  }

  private EditionRule edition(String at, YamlDocument.Dataset written) {
    if (written.edition() != null) {
      try {
        LocalDate.parse(written.edition());
      } catch (DateTimeException e) {
        problems.add(
            at + "/edition",
            "expected a date such as 2026-07-16, found '" + written.edition() + "'");
      }
    }
    String pattern = written.editionFromName();
    if (pattern != null) {
      try {
        Pattern.compile(pattern);
        for (String group : List.of("year", "month", "day")) {
          if (!pattern.contains("(?<" + group + ">")) {
            problems.add(
                at + "/edition_from_name",
                "expected the groups (?<year>..), (?<month>..) and (?<day>..), found no " + group);
          }
        }
      } catch (PatternSyntaxException e) {
        problems.add(
            at + "/edition_from_name",
            "expected a regular expression, found '%s': %s".formatted(pattern, e.getDescription()));
      }
    }
    return new EditionRule(pattern, written.edition());
  }

  private Delimited delimited(String at, YamlDocument.Dataset written) {
    if (written.layout() != Layout.DELIMITED) {
      if (written.delimited() != null) {
        problems.add(at + "/delimited", "only a dataset of layout delimited has it");
      }
      return null;
    }
    at += "/delimited";
    YamlDocument.Delimited delimited =
        or(written.delimited(), new YamlDocument.Delimited(null, null, null, null, null, null));
    String charset = or(delimited.charset(), "UTF-8");
    try {
      Charset.forName(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      problems.add(
          at + "/charset",
          "expected a character set such as UTF-8 or windows-1252, found '" + charset + "'");
    }
    String thousands = or(delimited.thousandsMark(), "");
    if (thousands.length() > 1) {
      problems.add(
          at + "/thousands_mark", "expected one character or none, found '" + thousands + "'");
    }
    String decimal = character(at + "/decimal_mark", or(delimited.decimalMark(), "."));
    if (decimal.equals(thousands)) {
      problems.add(at + "/thousands_mark", "expected another mark than decimal_mark's " + decimal);
    }
    Map<String, Map<String, String>> values = or(delimited.valueColumns(), Map.of());
    for (Map.Entry<String, Map<String, String>> column : values.entrySet()) {
      keys(at + "/value_columns/" + column.getKey(), column.getValue(), ROLES);
    }
    return new Delimited(
        character(at + "/delimiter", or(delimited.delimiter(), ",")),
        charset,
        decimal,
        thousands,
        atLeast(0, at + "/skip_lines", or(delimited.skipLines(), 0)),
        values);
  }

  private List<CollectionSpec> collections(
      List<YamlDocument.Collection> written, List<DatasetSpec> datasets) {
    if (written.isEmpty()) {
      problems.add("/collections", "expected at least one collection, found none");
    }
    Map<String, DatasetSpec> byId = new TreeMap<>();
    datasets.stream().filter(d -> d.id() != null).forEach(d -> byId.put(d.id(), d));
    List<CollectionSpec> collections = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < written.size(); i++) {
      String at = "/collections/" + i;
      YamlDocument.Collection collection = written.get(i);
      if (collection == null) {
        problems.add(at, "expected a collection, found nothing");
        continue;
      }
      id(at, collection.id(), ids);
      collections.add(collection(at, collection, byId));
    }
    return collections;
  }

  private CollectionSpec collection(
      String at, YamlDocument.Collection written, Map<String, DatasetSpec> byId) {
    List<String> datasets = or(written.datasets(), List.of());
    if (datasets.isEmpty()) {
      problems.add(at + "/datasets", "missing; expected ids of datasets");
    }
    names(at + "/datasets", datasets, byId.keySet());
    List<DatasetSpec> known =
        datasets.stream().filter(byId::containsKey).map(byId::get).distinct().toList();
    for (DatasetSpec other : known) {
      DatasetSpec first = known.get(0);
      if (other.frequency() != first.frequency() || other.scheme() != first.scheme()) {
        problems.add(
            at + "/datasets",
            "expected one frequency and one product scheme, found %s %s in %s and %s %s in %s"
                .formatted(
                    first.frequency(),
                    first.scheme(),
                    first.id(),
                    other.frequency(),
                    other.scheme(),
                    other.id()));
      }
    }
    boolean cn8 = !known.isEmpty() && known.get(0).scheme() == ProductScheme.CN8;
    List<ProductLevel> scheme = cn8 ? CN_LEVELS : CPA_LEVELS;
    return new CollectionSpec(
        written.id(),
        or(written.labelIt(), or(written.labelEn(), written.id())),
        or(written.labelEn(), or(written.labelIt(), written.id())),
        or(written.synthetic(), false),
        or(written.source(), ""),
        or(written.licence(), ""),
        datasets,
        written.homeRegion(),
        or(written.groups(), List.of()),
        or(written.spans(), List.of(Span.values())),
        levels(at + "/products", or(written.products(), scheme), scheme),
        levels(at + "/world_products", or(written.worldProducts(), List.of()), scheme),
        or(written.indicators(), List.of()));
  }

  private List<ProductLevel> levels(
      String at, List<ProductLevel> levels, List<ProductLevel> scheme) {
    for (ProductLevel level : levels) {
      if (level != null && !scheme.contains(level)) {
        problems.add(at, "%s is no level of the datasets' product scheme".formatted(level.code()));
      }
    }
    return levels;
  }

  private CodeFiles codes(YamlDocument.Codes written) {
    return new CodeFiles(
        lists("/codes/replace", or(written.replace(), Map.of())),
        lists("/codes/extend", or(written.extend(), Map.of())));
  }

  private Map<String, String> lists(String at, Map<String, String> files) {
    keys(at, files, CODE_LISTS);
    Map<String, String> resolved = new TreeMap<>();
    for (Map.Entry<String, String> list : files.entrySet()) {
      String path = resolved(or(list.getValue(), ""));
      if (!Files.isRegularFile(Path.of(path))) {
        problems.add(at + "/" + list.getKey(), "expected a CSV file, found none at " + path);
      }
      resolved.put(list.getKey(), path);
    }
    return resolved;
  }

  private Spark spark(YamlDocument.Spark written) {
    Map<String, String> properties = or(written.properties(), Map.of());
    for (String name : properties.keySet()) {
      String at = "/spark/properties/" + name;
      if (!name.startsWith("spark.")) {
        problems.add(at, "expected a setting that begins with 'spark.'");
      } else if (SparkStart.FIXED.containsKey(name)) {
        problems.add(
            at, "is fixed at " + SparkStart.FIXED.get(name) + "; the figures depend on it");
      }
    }
    return new Spark(
        or(written.master(), "local[*]"),
        atLeast(
            1,
            "/spark/shuffle_partitions",
            or(written.shufflePartitions(), 2 * Runtime.getRuntime().availableProcessors())),
        or(written.ui(), false) ? Ui.ON : Ui.OFF,
        properties);
  }

  private void id(String at, String id, Set<String> seen) {
    if (id == null) {
      problems.add(at + "/id", "missing; expected a name such as istat-regions");
    } else if (!ID.matcher(id).matches()) {
      problems.add(at + "/id", "expected lower-case letters, digits, - and _, found '" + id + "'");
    } else if (!seen.add(id)) {
      problems.add(at + "/id", "'" + id + "' stands twice; ids are unique");
    }
  }

  private void required(String at, Object value, String expected) {
    if (value == null) {
      problems.addUnlessFound(at, "missing; expected " + expected);
    }
  }

  private void keys(String at, Map<String, ?> map, Set<String> known) {
    for (String key : map == null ? Set.<String>of() : map.keySet()) {
      if (!known.contains(key)) {
        problems.add(at + "/" + key, unknown(key, known));
      }
    }
  }

  private void names(String at, List<String> names, Set<String> known) {
    for (String name : names == null ? List.<String>of() : names) {
      if (!known.contains(name)) {
        problems.add(at, unknown(name, known));
      }
    }
  }

  private static String unknown(String found, Collection<String> known) {
    return "expected one of %s, found '%s'%s"
        .formatted(String.join(", ", new TreeSet<>(known)), found, Nearest.hint(found, known));
  }

  private String character(String at, String text) {
    if (text.length() != 1) {
      problems.add(at, "expected one character, found '" + text + "'");
    }
    return text;
  }

  private int atLeast(int least, String at, int value) {
    if (value < least) {
      problems.add(at, "expected %d or more, found %d".formatted(least, value));
    }
    return value;
  }

  private long positive(String at, long value) {
    if (value < 0) {
      problems.add(at, "expected 0 or more, found " + value);
    }
    return value;
  }

  /** A location of the file, or the default, which lies under the current folder. */
  private String location(String written, String byDefault) {
    return written == null
        ? Path.of(byDefault).toAbsolutePath().normalize().toString()
        : resolved(written);
  }

  /** An address with a scheme as it is; a path against the configuration file's folder. */
  private String resolved(String path) {
    return URI.matcher(path).matches() ? path : file.resolveSibling(path).normalize().toString();
  }

  private Path logs(String written, PipelineConfig pipeline) {
    if (written != null) {
      return Path.of(resolved(written));
    }
    String reports = pipeline.reports().location();
    return URI.matcher(reports).matches()
        ? Path.of("out/logs").toAbsolutePath()
        : Path.of(reports).resolveSibling("logs");
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
