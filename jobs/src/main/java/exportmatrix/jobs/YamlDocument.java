package exportmatrix.jobs;

import exportmatrix.model.DatasetSpec.Layout;
import exportmatrix.model.DatasetSpec.Measure;
import exportmatrix.model.DatasetSpec.PeriodType;
import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.Frequency;
import exportmatrix.model.MarketLevel;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.RevisionPolicy;
import exportmatrix.model.SaMethod;
import exportmatrix.model.Span;
import exportmatrix.model.TerritoryLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file as it is written; a key that is left out is null. Keys are the components'
 * names in snake_case, enum values lower-case. What each means stands in {@code
 * docs/configuration-example.yaml}.
 */
record YamlDocument(
    Warehouse warehouse,
    Reports reports,
    Codes codes,
    Rules rules,
    Matrix matrix,
    Seasonal seasonal,
    Spark spark,
    Log log,
    List<Dataset> datasets,
    List<Collection> collections) {

  record Warehouse(String location, Map<String, String> catalog) {}

  record Reports(
      String location,
      Integer keepReleases,
      List<String> jsonTerritories,
      Integer periods,
      List<String> indicators,
      Borders borders) {}

  record Borders(String file, String licence) {}

  record Codes(Map<String, String> replace, Map<String, String> extend) {}

  record Rules(Long materialityEurPerQuarter) {}

  record Matrix(
      Map<String, Double> weights,
      List<String> markets,
      List<Span> spans,
      Integer draws,
      Long seed) {}

  record Seasonal(Adjusting method, RevisionPolicy policy, Long thresholdEurPerQuarter) {}

  /** How series are seasonally adjusted, if at all. */
  enum Adjusting {
    TRAMO_SEATS(SaMethod.TRAMO_SEATS),
    X13(SaMethod.X13),
    NONE(null);

    private final SaMethod method;

    Adjusting(SaMethod method) {
      this.method = method;
    }

    Optional<SaMethod> method() {
      return Optional.ofNullable(method);
    }
  }

  record Spark(
      String master, Integer shufflePartitions, Boolean ui, Map<String, String> properties) {}

  record Log(String folder) {}

  record Dataset(
      String id,
      Layout layout,
      List<String> input,
      Rhythm frequency,
      Money unit,
      PeriodType periodType,
      ProductScheme productScheme,
      Complete complete,
      List<String> replaces,
      String edition,
      String editionFromName,
      Double maxRejectedShare,
      Map<String, String> columns,
      Map<String, String> constants,
      Map<String, Map<String, String>> codes,
      Map<String, Measure> indicators,
      Map<String, List<String>> keep,
      Delimited delimited) {}

  record Complete(
      List<TerritoryLevel> territory, List<MarketLevel> market, List<ProductLevel> product) {}

  record Delimited(
      String delimiter,
      String charset,
      String decimalMark,
      String thousandsMark,
      Integer skipLines,
      Map<String, Map<String, String>> valueColumns) {}

  record Collection(
      String id,
      String labelIt,
      String labelEn,
      Boolean synthetic,
      String source,
      String licence,
      List<String> datasets,
      String homeRegion,
      List<String> groups,
      List<Span> spans,
      List<ProductLevel> products,
      List<ProductLevel> worldProducts,
      List<String> indicators) {}

  /** How often a source speaks, in words. */
  enum Rhythm {
    MONTHLY(Frequency.M),
    QUARTERLY(Frequency.Q),
    ANNUAL(Frequency.A);

    final Frequency frequency;

    Rhythm(Frequency frequency) {
      this.frequency = frequency;
    }
  }

  /** What one unit of the value column stands for. */
  enum Money {
    EURO(1),
    THOUSAND_EURO(1_000),
    MILLION_EURO(1_000_000);

    final long euros;

    Money(long euros) {
      this.euros = euros;
    }
  }
}
