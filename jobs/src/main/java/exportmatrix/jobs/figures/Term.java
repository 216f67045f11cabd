package exportmatrix.jobs.figures;

import exportmatrix.jobs.console.UsageException;
import java.util.Arrays;
import java.util.List;

/**
 * One thing that is asked for: a code, or several together.
 *
 * @param codes more than one: their sum
 */
record Term(List<String> codes) {

  /** Reads {@code MA,KE+TZ}: Morocco, and Kenya and Tanzania together. */
  static List<Term> parse(String option, String text) {
    List<Term> terms =
        Arrays.stream(text.split(",", -1))
            .map(term -> new Term(Arrays.stream(term.split("\\+", -1)).map(String::strip).toList()))
            .distinct()
            .toList();
    for (Term term : terms) {
      if (term.codes.contains("") || term.codes.stream().distinct().count() < term.codes.size()) {
        throw new UsageException(
            "%s: expected codes such as MA,KE or MA+KE, found '%s'".formatted(option, text));
      }
    }
    return terms;
  }

  static Term of(String code) {
    return new Term(List.of(code));
  }

  boolean together() {
    return codes.size() > 1;
  }

  String text() {
    return String.join("+", codes);
  }
}
