package exportmatrix.jobs.figures;

import exportmatrix.model.CollectionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a release says to a question.
 *
 * @param figures one map per line, all with the same keys in the same order; a null is a figure
 *     that there is not, and its status says why
 * @param columns the keys that a table of these figures shows as numbers
 * @param usual whether these are the usual ones, not the user's choice
 * @param notes one line each about what was asked for and is not there, or is not what it was
 */
public record Answer(
    CollectionSpec collection,
    String release,
    Language language,
    List<Map<String, Object>> figures,
    List<String> columns,
    boolean usual,
    List<String> notes) {

  /** The same with the id of each line's cell as its first key. */
  public Answer withIds() {
    List<Map<String, Object>> named = new ArrayList<>();
    for (Map<String, Object> figure : figures) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", FigureId.of(figure, FigureId.VALUE).cell());
      line.putAll(figure);
      named.add(line);
    }
    List<String> shown = new ArrayList<>(columns);
    shown.add(0, "id");
    return new Answer(collection, release, language, named, shown, usual, notes);
  }
}
