package exportmatrix.jobs.note;

import exportmatrix.jobs.figures.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of a language, all in {@code sentences.properties} or its translation. A slot
 * {@code {name}} takes a phrase; {@code {Name}} takes the same with a capital.
 */
final class Templates {

  private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z_]+)}");

  private final ResourceBundle sentences;

  Templates(Language language) {
    this.sentences = language.bundle("exportmatrix.jobs.note.sentences");
  }

  String words(String key) {
    return sentences.getString(key);
  }

  /**
   * @param slots a phrase for every slot of the template; others are not used
   */
  Phrase fill(String key, Map<String, Phrase> slots) {
    String template = words(key);
    List<Phrase> parts = new ArrayList<>();
    Matcher slot = SLOT.matcher(template);
    int from = 0;
    while (slot.find()) {
      parts.add(Phrase.of(template.substring(from, slot.start())));
      parts.add(slot(key, slot.group(1), slots));
      from = slot.end();
    }
    parts.add(Phrase.of(template.substring(from)));
    return parts.stream().reduce(Phrase.NOTHING, Phrase::then);
  }

  private static Phrase slot(String key, String name, Map<String, Phrase> slots) {
    String plain = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    Phrase phrase = slots.get(plain);
    if (phrase == null) {
      throw new IllegalStateException("sentence " + key + ": nothing for the slot " + name);
    }
    return plain.equals(name) ? phrase : phrase.capitalised();
  }
}
