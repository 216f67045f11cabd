package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import exportmatrix.model.Field;
import exportmatrix.model.Flow;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.MatrixComponent;
import exportmatrix.model.MatrixRules;
import exportmatrix.model.Nomenclature.Member;
import exportmatrix.model.ProductLevel;
import exportmatrix.model.SeasonalRules;
import exportmatrix.model.SeasonalTables;
import exportmatrix.model.Span;
import exportmatrix.model.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code catalog.json}: what a release holds, with the labels of all codes. */
final class Catalog {

  private Catalog() {}

  /**
   * @param periods all periods of each span, oldest first
   * @param documents the dashboards that were written
   */
  static byte[] render(
      Release release, Members members, Map<Span, List<String>> periods, Set<String> documents) {
    return Json.indented(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeStringField("collection", release.collection().id());
          json.writeStringField("label_it", release.collection().labelIt());
          json.writeStringField("label_en", release.collection().labelEn());
          json.writeBooleanField("synthetic", release.collection().synthetic());
          json.writeStringField("source", release.collection().source());
          json.writeStringField("licence", release.collection().licence());
          json.writeStringField("edition", release.provenance().edition());
          json.writeArrayFieldStart("flows");
          for (Flow flow : members.flows()) {
            json.writeString(flow.code());
          }
          json.writeEndArray();
          json.writeArrayFieldStart("territories");
          for (Member territory : members.territories()) {
            json.writeStartObject();
            member(json, territory);
            json.writeStringField("parent", release.parents().get(territory.code()));
            file(json, "json", Dashboards.TERRITORY + territory.code(), documents);
            file(json, "matrix_json", MatrixDocuments.FOLDER + territory.code(), documents);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("markets");
          for (Member market : members.markets()) {
            json.writeStartObject();
            member(json, market);
            file(json, "json", Dashboards.MARKET + market.code(), documents);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("sectors");
          for (Member sector : members.sectors()) {
            json.writeStartObject();
            json.writeStringField("code", sector.code());
            labels(json, sector);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("products");
          for (Member product : members.products()) {
            if (!members.sectors().contains(product)) {
              json.writeStartObject();
              member(json, product);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          periods(json, periods);
          json.writeArrayFieldStart("indicators");
          for (IndicatorCard card : release.cards()) {
            indicator(json, card);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("statuses");
          for (Status status : Status.values()) {
            json.writeStartObject();
            json.writeStringField("code", status.name());
            json.writeStringField("label", status.label());
            json.writeStringField("meaning", status.meaning());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("missing_breakdowns");
          for (Breakdown breakdown : missing(members)) {
            json.writeStartObject();
            json.writeStringField("breakdown", breakdown.code());
            json.writeStringField("reason", breakdown.missingReason());
            json.writeStringField("meaning", breakdown.missingMeaning());
            json.writeEndObject();
          }
          json.writeEndArray();
          matrix(json, release.matrix());
          seasonal(json, release.seasonal());
          json.writeEndObject();
        });
  }

  /** How the matrix is scored, or why there is none. */
  private static void matrix(JsonGenerator json, MatrixPlan matrix) throws IOException {
    MatrixRules rules = matrix.rules();
    json.writeObjectFieldStart("matrix");
    json.writeStringField("product_level", matrix.level().map(ProductLevel::code).orElse(null));
    json.writeStringField("missing_reason", matrix.missing().map(Enum::name).orElse(null));
    json.writeStringField(
        "missing_meaning", matrix.missing().map(MatrixPlan.Missing::meaning).orElse(null));
    json.writeArrayFieldStart("components");
    for (MatrixComponent component : MatrixComponent.values()) {
      json.writeStartObject();
      json.writeStringField("code", component.code());
      json.writeStringField("column", component.column());
      json.writeStringField("label_it", component.labelIt());
      json.writeStringField("label_en", component.labelEn());
      json.writeStringField("unit", component.unit().symbol());
      json.writeNumberField("weight", rules.share(component));
      json.writeBooleanField("more_is_better", component.moreIsBetter());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("spans");
    for (Span span : rules.spans()) {
      json.writeString(span.code());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("eligible_markets");
    for (String market : rules.markets()) {
      json.writeString(market);
    }
    json.writeEndArray();
    json.writeNumberField("draws", rules.draws());
    json.writeNumberField("seed", rules.seed());
    json.writeEndObject();
  }

  /** How series are adjusted, or why none is. */
  private static void seasonal(JsonGenerator json, SeasonalPlan seasonal) throws IOException {
    SeasonalRules rules = seasonal.rules();
    json.writeObjectFieldStart("seasonal");
    json.writeStringField("span", seasonal.span().map(Span::code).orElse(null));
    json.writeStringField("missing_reason", seasonal.missing().map(Enum::name).orElse(null));
    json.writeStringField(
        "missing_meaning", seasonal.missing().map(SeasonalPlan.Missing::meaning).orElse(null));
    json.writeStringField("method", rules.method().map(Enum::name).orElse(null));
    json.writeStringField("policy", rules.policy().name());
    json.writeNumberField("threshold_eur_per_quarter", rules.thresholdEurPerQuarter());
    json.writeArrayFieldStart("indicators");
    for (IndicatorCard card : SeasonalTables.CARDS) {
      indicator(json, card);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static List<Breakdown> missing(Members members) {
    List<Breakdown> missing = new ArrayList<>();
    if (members.markets().size() < 2) {
      missing.add(Breakdown.BY_MARKET);
    }
    if (members.sectors().isEmpty()) {
      missing.add(Breakdown.BY_SECTOR);
    }
    if (members.shownProducts().isEmpty()) {
      missing.add(Breakdown.BY_PRODUCT);
    }
    if (members.territories().size() < 2) {
      missing.add(Breakdown.BY_TERRITORY);
    }
    return missing;
  }

  private static void member(JsonGenerator json, Member member) throws IOException {
    json.writeStringField("code", member.code());
    json.writeStringField("level", member.level());
    labels(json, member);
  }

  private static void labels(JsonGenerator json, Member member) throws IOException {
    json.writeStringField("label_it", member.labelIt());
    json.writeStringField("label_en", member.labelEn());
  }

  private static void file(JsonGenerator json, String field, String document, Set<String> documents)
      throws IOException {
    json.writeStringField(field, documents.contains(document) ? document + ".json" : null);
  }

  private static void periods(JsonGenerator json, Map<Span, List<String>> periods)
      throws IOException {
    json.writeArrayFieldStart("periods");
    for (Span span : periods.keySet().stream().sorted(Comparator.naturalOrder()).toList()) {
      json.writeStartObject();
      json.writeStringField("span", span.code());
      json.writeArrayFieldStart("periods");
      for (String period : periods.get(span)) {
        json.writeString(period);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void indicator(JsonGenerator json, IndicatorCard card) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", card.id());
    json.writeStringField("label_it", card.labelIt());
    json.writeStringField("label_en", card.labelEn());
    json.writeStringField("unit", card.unit().symbol());
    json.writeStringField("formula", card.formula());
    json.writeStringField("source", card.source());
    json.writeStringField("status_column", card.nullable() ? card.statusColumn() : null);
    json.writeStringField("null_meaning", card.nullable() ? card.nullMeaning() : null);
    json.writeArrayFieldStart("companions");
    for (Field companion : card.companions()) {
      json.writeStartObject();
      json.writeStringField("name", companion.name());
      json.writeStringField("unit", companion.unit().symbol());
      json.writeStringField("meaning", companion.meaning());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
