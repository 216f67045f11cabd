package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import exportmatrix.model.Field;
import exportmatrix.model.Flow;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.Table;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * {@code parts.json}: what stands in each span and period of a cube, so that a later release which
 * takes the files over need not read them.
 */
final class Parts {

  static final String FILE = "parts.json";

  private Parts() {}

  /**
   * @param contents of every span and period
   * @param documents whether the dashboards show all the tables they may
   */
  static byte[] render(
      List<CubeFile.Content> contents, Table cube, Nomenclature names, Documents documents) {
    List<String> money = Sums.columns(cube).stream().map(Field::name).toList();
    return Json.compact(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema_version", Schemas.VERSION);
          json.writeBooleanField("whole_documents", documents == Documents.WHOLE);
          json.writeArrayFieldStart("parts");
          List<CubeFile.Content> sorted =
              contents.stream()
                  .sorted(
                      Comparator.comparing((CubeFile.Content one) -> one.part().span())
                          .thenComparing(one -> one.part().period()))
                  .toList();
          for (CubeFile.Content content : sorted) {
            json.writeStartObject();
            json.writeStringField("span", content.part().span());
            json.writeStringField("period", content.part().period());
            json.writeNumberField("rows", content.rows());
            json.writeObjectFieldStart("cents");
            for (int i = 0; i < money.size(); i++) {
              json.writeNumberField(money.get(i), content.cents().get(i));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("flows");
            for (Flow flow : content.found().flows()) {
              json.writeString(flow.code());
            }
            json.writeEndArray();
            codes(json, "territories", content.found().territories(), names.territories());
            codes(json, "markets", content.found().markets(), names.markets());
            codes(json, "products", content.found().products(), names.products());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** Whether every dashboard shows all the tables it may, or some had to leave tables out. */
  enum Documents {
    WHOLE,
    SHORTENED
  }

  private static void codes(
      JsonGenerator json, String name, BitSet numbers, Nomenclature.Members members)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
      json.writeString(members.member(number).code());
    }
    json.writeEndArray();
  }

  /** Whether the release is of this format, and its dashboards can be continued. */
  static boolean wholeDocuments(JsonNode tree) {
    return tree.path("schema_version").asText().equals(Schemas.VERSION)
        && tree.path("whole_documents").asBoolean();
  }

  /**
   * @param kept the parts wanted
   */
  static List<CubeFile.Content> parse(
      JsonNode tree, List<Kept.Part> kept, Table cube, Nomenclature names) {
    List<String> money = Sums.columns(cube).stream().map(Field::name).toList();
    List<CubeFile.Content> contents = new ArrayList<>();
    for (JsonNode node : tree.required("parts")) {
      Kept.Part part =
          new Kept.Part(node.required("span").textValue(), node.required("period").textValue());
      if (kept.contains(part)) {
        Members.Numbers found = new Members.Numbers();
        node.required("flows").forEach(flow -> found.flows().add(Flow.ofCode(flow.textValue())));
        numbers(node.required("territories"), names.territories(), found.territories()::set);
        numbers(node.required("markets"), names.markets(), found.markets()::set);
        numbers(node.required("products"), names.products(), found.products()::set);
        List<BigInteger> cents =
            money.stream()
                .map(column -> node.required("cents").required(column).bigIntegerValue())
                .toList();
        contents.add(new CubeFile.Content(part, node.required("rows").longValue(), cents, found));
      }
    }
    return contents;
  }

  private static void numbers(JsonNode codes, Nomenclature.Members members, IntConsumer into) {
    codes.forEach(code -> into.accept(members.number(code.textValue())));
  }
}
