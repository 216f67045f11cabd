package exportmatrix.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import exportmatrix.model.Field;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Status;
import exportmatrix.model.Tables;
import exportmatrix.model.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;

/**
 * The properties of one kind of JSON object that a row becomes, in order: what is written and what
 * the schema demands are the same list.
 */
record Columns(List<Field> fields) {

  private static final Set<Unit> PLAIN = Set.of(Unit.CODE, Unit.STATUS, Unit.STATUSES, Unit.TEXT);

  /** A point of a headline series: all that the cube says of the cell. */
  static Columns ofSeries(List<IndicatorCard> cards) {
    List<Field> fields = new ArrayList<>();
    fields.add(cellField("period"));
    fields.addAll(aboutValue());
    fields.addAll(indicatorFields(cards));
    return new Columns(fields);
  }

  /** A row of a table: whom it is about, and the table's choice of indicators. */
  static Columns of(Breakdown breakdown, List<IndicatorCard> cards) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.code("code", "the part's code"));
    fields.add(cellField(breakdown.dimension() + "_level"));
    fields.add(Field.text("label_it", "Italian name"));
    fields.add(Field.text("label_en", "English name"));
    for (IndicatorCard card : cards) {
      if (breakdown.indicators().contains(card.id())) {
        Set<String> own = Set.of(card.id(), card.statusColumn(), "yoy_flags");
        indicatorFields(List.of(card)).stream()
            .filter(field -> own.contains(field.name()))
            .forEach(fields::add);
      }
    }
    return new Columns(
        fields.stream()
            .map(f -> f.name().endsWith("_level") ? Field.code("level", f.meaning()) : f)
            .toList());
  }

  /** What stands beside every value. */
  static List<Field> aboutValue() {
    return Stream.of("months_observed", "basis", "edition").map(Columns::cellField).toList();
  }

  /** The columns of the indicators, their statuses and companions, as the cube has them. */
  static List<Field> indicatorFields(List<IndicatorCard> cards) {
    List<Field> fields = Tables.cube(cards).fields();
    return fields.subList(Tables.cellFields().size(), fields.size());
  }

  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  void write(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    for (Field field : fields) {
      json.writeFieldName(field.name());
      value(json, row.getAs(field.name()));
    }
    json.writeEndObject();
  }

  /**
   * @param places of the fields in the row
   */
  void write(JsonGenerator json, Row row, List<Integer> places) throws IOException {
    json.writeStartObject();
    for (int f = 0; f < fields.size(); f++) {
      json.writeFieldName(fields.get(f).name());
      value(json, row.get(places.get(f)));
    }
    json.writeEndObject();
  }

  ObjectNode schema() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode schema = nodes.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (Field field : fields) {
      properties.set(field.name(), propertySchema(field));
      required.add(field.name());
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static ObjectNode propertySchema(Field field) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    String type = jsonType(field.type());
    if (field.nullable()) {
      property.putArray("type").add(type).add("null");
    } else {
      property.put("type", type);
    }
    if (field.type() instanceof ArrayType) {
      property.putObject("items").put("type", "string");
    }
    if (field.name().endsWith("_status")) {
      ArrayNode statuses = property.putArray("enum");
      Stream.of(Status.values()).map(Status::name).forEach(statuses::add);
      if (field.nullable()) {
        statuses.addNull();
      }
    }
    if (field.name().equals("value_eur")) {
      property.put("minimum", 0);
    }
    property.put(
        "description",
        PLAIN.contains(field.unit()) || field.unit().symbol().isEmpty()
            ? field.meaning()
            : field.meaning() + " [" + field.unit().symbol() + "]");
    return property;
  }

  private static String jsonType(DataType type) {
    if (type instanceof StringType) {
      return "string";
    }
    if (type instanceof IntegerType || type instanceof LongType) {
      return "integer";
    }
    if (type instanceof BooleanType) {
      return "boolean";
    }
    return type instanceof ArrayType ? "array" : "number";
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof BigDecimal money) {
      json.writeNumber(money);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof scala.collection.Seq<?> list) {
      json.writeStartArray();
      for (Object item : scala.jdk.javaapi.CollectionConverters.asJava(list)) {
        value(json, item);
      }
      json.writeEndArray();
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static Field cellField(String name) {
    return Tables.cellFields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Set<String> union(List<Columns> several) {
    return several.stream()
        .flatMap(columns -> columns.names().stream())
        .collect(Collectors.toSet());
  }
}
