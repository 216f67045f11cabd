package exportmatrix.jobs.tables;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The structure of the SDMX-CSV file, as an SDMX-ML 2.1 message: data flow, code lists with the
 * codes that the file uses and their labels, concepts, and the data structure definition.
 */
final class SdmxStructure {

  private static final String NAMESPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final String CONCEPTS = "CS_FIGURES";
  private static final String VALUE = "OBS_VALUE";

  /** What the codes that are in no table mean. */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "EUR", "Euro",
          "PT", "Percent",
          "PP", "Percentage points",
          "PURE_NUMB", "Pure number",
          "A", "Normal value",
          "O", "Missing value");

  private final SdmxCsv csv;
  private final Provenance provenance;
  private final Map<String, String> labels = new HashMap<>();
  private final XMLStreamWriter xml;

  private SdmxStructure(
      SdmxCsv csv, List<DataTable> tables, Provenance provenance, XMLStreamWriter xml) {
    this.csv = csv;
    this.provenance = provenance;
    this.xml = xml;
    tables.forEach(this::learnLabels);
  }

  static void write(Path file, SdmxCsv csv, List<DataTable> tables, Provenance provenance)
      throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      new SdmxStructure(csv, tables, provenance, xml).message();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Labels stand beside codes, in the header, or in the table of definitions. */
  private void learnLabels(DataTable table) {
    List<String> names = table.columns().stream().map(Column::name).toList();
    table.columns().forEach(column -> learn("INDICATOR", column.name(), column.label()));
    for (List<Object> row : table.rows()) {
      for (String dimension : List.of("territory", "market", "product")) {
        if (names.contains(dimension) && names.contains(dimension + "_label")) {
          learn(
              SdmxCsv.component(dimension),
              SdmxCsv.code(row.get(names.indexOf(dimension))),
              row.get(names.indexOf(dimension + "_label")));
        }
      }
      if (table.name().equals("definitions")) {
        learn("STATUS", SdmxCsv.code(row.get(0)), row.get(1));
      }
    }
  }

  private void learn(String component, String code, Object label) {
    if (label != null && !label.toString().isBlank()) {
      labels.putIfAbsent(component + " " + code, label.toString());
    }
  }

  private String label(String component, String code) {
    return labels.getOrDefault(component + " " + code, MEANINGS.getOrDefault(code, code));
  }

  private void message() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("mes", "Structure", NAMESPACE + "message");
    xml.writeNamespace("mes", NAMESPACE + "message");
    xml.writeNamespace("str", NAMESPACE + "structure");
    xml.writeNamespace("com", NAMESPACE + "common");
    header();
    open(1, "mes", "Structures");
    dataflow();
    codelists();
    concepts();
    dataStructure();
    close(1);
    close(0);
    xml.writeEndDocument();
  }

  private void header() throws XMLStreamException {
    open(1, "mes", "Header");
    text(2, "mes", "ID", "EXPORT_MATRIX");
    text(2, "mes", "Test", String.valueOf(!provenance.synthetic().isEmpty()));
    text(2, "mes", "Prepared", provenance.release().substring(0, "yyyy-MM-dd".length()));
    empty(2, "mes", "Sender", "id", SdmxCsv.AGENCY);
    close(1);
  }

  private void dataflow() throws XMLStreamException {
    open(2, "str", "Dataflows");
    maintainable(3, "Dataflow", SdmxCsv.FLOW_ID, provenance.title());
    open(4, "str", "Structure");
    reference(5, SdmxCsv.FLOW_ID, "DataStructure", "datastructure");
    close(4);
    close(3);
    close(2);
  }

  private void codelists() throws XMLStreamException {
    open(2, "str", "Codelists");
    for (String component : coded()) {
      maintainable(3, "Codelist", "CL_" + component, name(component));
      for (String code : codes(component)) {
        open(4, "str", "Code", "id", code);
        named(5, label(component, code));
        close(4);
      }
      close(3);
    }
    close(2);
  }

  private void concepts() throws XMLStreamException {
    List<String> all = new ArrayList<>(SdmxCsv.DIMENSIONS);
    all.addAll(List.of(SdmxCsv.TIME, VALUE));
    all.addAll(SdmxCsv.ATTRIBUTES);
    open(2, "str", "Concepts");
    maintainable(3, "ConceptScheme", CONCEPTS, provenance.title());
    for (String concept : all) {
      open(4, "str", "Concept", "id", concept);
      named(5, name(concept));
      close(4);
    }
    close(3);
    close(2);
  }

  private void dataStructure() throws XMLStreamException {
    open(2, "str", "DataStructures");
    maintainable(3, "DataStructure", SdmxCsv.FLOW_ID, provenance.title());
    open(4, "str", "DataStructureComponents");
    open(5, "str", "DimensionList", "id", "DimensionDescriptor");
    int position = 0;
    for (String dimension : SdmxCsv.DIMENSIONS) {
      position++;
      open(6, "str", "Dimension", "id", dimension, "position", String.valueOf(position));
      component(dimension);
      close(6);
    }
    open(6, "str", "TimeDimension", "id", SdmxCsv.TIME, "position", String.valueOf(position + 1));
    component(SdmxCsv.TIME);
    close(6);
    close(5);
    open(5, "str", "AttributeList", "id", "AttributeDescriptor");
    for (String attribute : SdmxCsv.ATTRIBUTES) {
      String usage = attribute.equals("STATUS") ? "Conditional" : "Mandatory";
      open(6, "str", "Attribute", "id", attribute, "assignmentStatus", usage);
      component(attribute);
      open(7, "str", "AttributeRelationship");
      open(8, "str", "PrimaryMeasure");
      empty(9, "", "Ref", "id", VALUE);
      close(8);
      close(7);
      close(6);
    }
    close(5);
    open(5, "str", "MeasureList", "id", "MeasureDescriptor");
    open(6, "str", "PrimaryMeasure", "id", VALUE);
    component(VALUE);
    close(6);
    close(5);
    close(4);
    close(3);
    close(2);
  }

  /** The concept of a dimension, attribute or measure, and how it is written. */
  private void component(String id) throws XMLStreamException {
    open(7, "str", "ConceptIdentity");
    empty(
        8,
        "",
        "Ref",
        "id",
        id,
        "maintainableParentID",
        CONCEPTS,
        "maintainableParentVersion",
        SdmxCsv.VERSION,
        "agencyID",
        SdmxCsv.AGENCY,
        "package",
        "conceptscheme",
        "class",
        "Concept");
    close(7);
    open(7, "str", "LocalRepresentation");
    if (coded().contains(id)) {
      open(8, "str", "Enumeration");
      reference(9, "CL_" + id, "Codelist", "codelist");
      close(8);
    } else {
      empty(8, "str", "TextFormat", "textType", textType(id));
    }
    close(7);
  }

  private static String textType(String id) {
    return switch (id) {
      case SdmxCsv.TIME -> "ObservationalTimePeriod";
      case VALUE -> "Decimal";
      default -> "String";
    };
  }

  private static List<String> coded() {
    List<String> coded = new ArrayList<>(SdmxCsv.DIMENSIONS);
    coded.addAll(SdmxCsv.ATTRIBUTES);
    coded.remove("EDITION");
    return coded;
  }

  private SortedSet<String> codes(String component) {
    SortedSet<String> codes = new TreeSet<>();
    int column = SdmxCsv.HEADER.indexOf(component);
    csv.rows().forEach(row -> codes.add(row.get(column)));
    codes.remove("");
    return codes;
  }

  private static String name(String id) {
    String words = id.replace('_', ' ');
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  private void maintainable(int depth, String element, String id, String name)
      throws XMLStreamException {
    open(
        depth,
        "str",
        element,
        "id",
        id,
        "agencyID",
        SdmxCsv.AGENCY,
        "version",
        SdmxCsv.VERSION,
        "isFinal",
        "true");
    named(depth + 1, name);
  }

  private void named(int depth, String name) throws XMLStreamException {
    line(depth);
    xml.writeStartElement("com", "Name", NAMESPACE + "common");
    xml.writeAttribute("xml", XML, "lang", provenance.language());
    xml.writeCharacters(name);
    xml.writeEndElement();
  }

  private void reference(int depth, String id, String type, String packageName)
      throws XMLStreamException {
    empty(
        depth,
        "",
        "Ref",
        "id",
        id,
        "version",
        SdmxCsv.VERSION,
        "agencyID",
        SdmxCsv.AGENCY,
        "package",
        packageName,
        "class",
        type);
  }

  private void text(int depth, String prefix, String element, String text)
      throws XMLStreamException {
    line(depth);
    xml.writeStartElement(prefix, element, namespace(prefix));
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private void open(int depth, String prefix, String element, String... attributes)
      throws XMLStreamException {
    line(depth);
    xml.writeStartElement(prefix, element, namespace(prefix));
    attributes(attributes);
  }

  private void empty(int depth, String prefix, String element, String... attributes)
      throws XMLStreamException {
    line(depth);
    xml.writeEmptyElement(prefix, element, namespace(prefix));
    attributes(attributes);
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private void close(int depth) throws XMLStreamException {
    line(depth);
    xml.writeEndElement();
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static String namespace(String prefix) {
    return switch (prefix) {
      case "mes" -> NAMESPACE + "message";
      case "str" -> NAMESPACE + "structure";
      default -> "";
    };
  }
}
