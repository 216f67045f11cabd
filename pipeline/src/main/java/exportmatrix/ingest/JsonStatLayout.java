package exportmatrix.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code json-stat}: JSON-stat 2.0, as Eurostat and ISTAT's data browser return it.
 *
 * <p>A first pass reads the head (dimensions, sizes, edition), which may stand behind the values; a
 * second streams values and statuses. Only the dimensions' codes are held in memory; statuses too
 * where they, or the values, do not stand in ascending order.
 */
final class JsonStatLayout implements BulkReader {

  private static final long serialVersionUID = 1L;

  private final DatasetSpec spec;

  JsonStatLayout(DatasetSpec spec) {
    this.spec = spec;
  }

  @Override
  public boolean readsParts() {
    return false;
  }

  @Override
  public RawStatements open(InputFile file, FilePart part) throws IOException {
    try {
      JsonStatHead head = head(file);
      return new JsonStatStatements(file, head, cube(file, head));
    } catch (JsonProcessingException e) {
      throw notJson(file, e);
    }
  }

  /** Every index is a name here: remembering names would hold the whole file. */
  static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  static InputException notJson(InputFile file, JsonProcessingException e) {
    return new InputException(
        "%s: line %d, column %d: no JSON (%s); expected JSON-stat 2.0: fetch the file again"
            .formatted(
                file.name(),
                e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                OneLine.of(e.getOriginalMessage())),
        e);
  }

  private static JsonStatHead head(InputFile file) throws IOException {
    try (InputStream in = file.open();
        JsonParser parser = factory().createParser(in)) {
      return JsonStatHead.read(file, parser);
    }
  }

  /** The cube's dimensions, by what they say; checked as a whole. */
  private JsonStatCube cube(InputFile file, JsonStatHead head) {
    Header header = new Header(file, "dimensions", head.ids());
    Map<Role, Integer> places = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      String own = spec.columns().get(role.word());
      int place =
          own == null
              ? header.find(role)
              : header.found(role, header.require(own, "columns." + role.word()));
      if (place >= 0) {
        places.put(role, place);
      }
    }
    if (!places.containsKey(Role.PERIOD) && head.timeDimensions().size() == 1) {
      int place = head.ids().indexOf(head.timeDimensions().get(0));
      if (place >= 0) {
        places.put(Role.PERIOD, header.found(Role.PERIOD, place));
      }
    }
    for (Role role : Role.NEEDED) {
      if (!places.containsKey(role) && !spec.constants().containsKey(role.word())) {
        header.missing(role);
      }
    }
    if (!stated(places, Role.FLOW) && !stated(places, Role.INDICATOR)) {
      header.problem("no dimension for flow or indicator (expected FLOW or DATA_TYPE)");
    }
    Map<Integer, Set<String>> keep = new HashMap<>();
    spec.keep()
        .forEach(
            (name, codes) ->
                keep.put(
                    header.require(name, "the dataset keeps some of its codes"),
                    Set.copyOf(codes)));
    List<JsonStatCube.Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < head.ids().size(); i++) {
      dimensions.add(dimension(header, head, i, keep.get(i), places.containsValue(i)));
    }
    header.check();
    return new JsonStatCube(header.found(), places, dimensions);
  }

  private boolean stated(Map<Role, Integer> places, Role role) {
    return places.containsKey(role) || spec.constants().containsKey(role.word());
  }

  private static JsonStatCube.Dimension dimension(
      Header header, JsonStatHead head, int place, Set<String> keep, boolean used) {
    String id = head.ids().get(place);
    int size = head.sizes().get(place);
    Map<String, Integer> index = head.categories().get(id);
    String[] codes = new String[size];
    if (index == null) {
      header.problem("dimension %s has no category".formatted(id));
    } else {
      index.forEach(
          (code, at) -> {
            if (at < 0 || at >= size || codes[at] != null) {
              header.problem(
                  "dimension %s: category %s stands at %d, size is %d"
                      .formatted(id, code, at, size));
            } else {
              codes[at] = code;
            }
          });
      if (index.size() < size) {
        header.problem(
            "dimension %s has %d categories, size is %d".formatted(id, index.size(), size));
      }
    }
    if (!used && size > 1 && (keep == null || keep.size() > 1)) {
      header.problem(
          "dimension %s has %d categories and no meaning here (keep one of them)"
              .formatted(id, size));
    }
    return new JsonStatCube.Dimension(id, List.of(codes(codes)), keep);
  }

  private static String[] codes(String[] codes) {
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codes[i] == null ? "" : codes[i];
    }
    return codes;
  }

  /** Moves to the value of a top-level field; whether it is there. */
  static boolean moveTo(JsonParser parser, String field) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(field)) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
