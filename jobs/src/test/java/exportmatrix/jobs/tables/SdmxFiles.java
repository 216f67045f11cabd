package exportmatrix.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import sdmxdl.Attribute;
import sdmxdl.Component;
import sdmxdl.Dimension;
import sdmxdl.Languages;
import sdmxdl.Structure;
import sdmxdl.format.xml.SdmxXmlStreams;

/**
 * Holds an SDMX-CSV file against its structure: the structure against the official schemas of
 * SDMX-ML 2.1, then, as a reader of others understands it, the file's header, keys, codes and
 * values.
 */
public final class SdmxFiles {

  private static final String SCHEMAS = "/schemaorg_apache_xmlbeans/src/";

  /** The one name that the schemas take from elsewhere. */
  private static final String XML_NAMESPACE =
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'"
          + " targetNamespace='http://www.w3.org/XML/1998/namespace'>"
          + "<xs:attribute name='lang' type='xs:language'/></xs:schema>";

  private SdmxFiles() {}

  /**
   * @param tables the folder of both files
   */
  public static void areValid(Path tables) throws IOException {
    List<String> faults = faults(tables);
    assertThat(faults).isEmpty();
  }

  static List<String> faults(Path tables) throws IOException {
    Path message = tables.resolve("figures.structure.xml");
    try {
      schema().newValidator().validate(new StreamSource(message.toFile()));
    } catch (SAXException e) {
      return List.of(e.getMessage());
    }
    Structure structure =
        SdmxXmlStreams.struct21(Languages.ANY).parseReader(() -> reader(message)).get(0);
    List<Component> components = new ArrayList<>(structure.getDimensionList());
    List<String> key = new ArrayList<>();
    structure.getDimensionList().stream().map(Dimension::getId).forEach(key::add);
    key.add(structure.getTimeDimensionId());
    List<String> header = new ArrayList<>(List.of("DATAFLOW"));
    header.addAll(key);
    header.add(structure.getPrimaryMeasureId());
    structure.getAttributes().stream().map(Attribute::getId).sorted().forEach(header::add);
    components.addAll(structure.getAttributes());
    List<String> faults = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader csv = reader(tables.resolve("figures.sdmx.csv"))) {
      var parser = format.parse(csv);
      if (!Stream.concat(
              parser.getHeaderNames().stream().limit(key.size() + 2),
              parser.getHeaderNames().stream().skip(key.size() + 2).sorted())
          .toList()
          .equals(header)) {
        faults.add("columns " + parser.getHeaderNames() + ", not " + header);
        return faults;
      }
      List<List<String>> keys = new ArrayList<>();
      for (CSVRecord record : parser) {
        keys.add(key.stream().map(record::get).toList());
        check(record, components, structure, faults);
      }
      assertThat(keys).isNotEmpty();
      if (keys.stream().distinct().count() < keys.size()) {
        faults.add("a key stands twice");
      }
    }
    return faults;
  }

  private static void check(
      CSVRecord record, List<Component> components, Structure structure, List<String> faults) {
    for (Component component : components) {
      Map<String, String> codes = component.isCoded() ? component.getCodes() : Map.of();
      String found = record.get(component.getId());
      boolean optional = component.getId().equals("STATUS") && found.isEmpty();
      if (component.isCoded() && !optional && !codes.containsKey(found)) {
        faults.add(component.getId() + " " + found + " is no code of its list");
      }
    }
    if (!record.get("DATAFLOW").equals("EXPORT_MATRIX:FIGURES(1.0)")) {
      faults.add("another data flow: " + record.get("DATAFLOW"));
    }
    if (!record
        .get(structure.getTimeDimensionId())
        .matches("\\d{4}|\\d{4}-Q[1-4]|\\d{4}-(0[1-9]|1[0-2])")) {
      faults.add("no SDMX period: " + record.get(structure.getTimeDimensionId()));
    }
    String value = record.get(structure.getPrimaryMeasureId());
    if (value.isEmpty() != record.get("OBS_STATUS").equals("O")) {
      faults.add("value and OBS_STATUS differ: " + record);
    }
    if (!value.isEmpty()) {
      assertThat(new BigDecimal(value)).isNotNull();
    }
  }

  private static Schema schema() {
    try {
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      DOMImplementationLS dom =
          (DOMImplementationLS)
              DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
      factory.setResourceResolver(
          (type, namespace, publicId, systemId, base) -> {
            LSInput input = dom.createLSInput();
            input.setSystemId(systemId);
            if (systemId.endsWith("xml.xsd")) {
              input.setCharacterStream(new StringReader(XML_NAMESPACE));
            } else {
              String name = systemId.substring(systemId.lastIndexOf('/') + 1);
              input.setByteStream(SdmxFiles.class.getResourceAsStream(SCHEMAS + name));
            }
            return input;
          });
      URL url = SdmxFiles.class.getResource(SCHEMAS + "SDMXMessage.xsd");
      try (InputStream in = url.openStream()) {
        return factory.newSchema(new StreamSource(in, "SDMXMessage.xsd"));
      }
    } catch (IOException | SAXException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reader reader(Path file) {
    try {
      return Files.newBufferedReader(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
