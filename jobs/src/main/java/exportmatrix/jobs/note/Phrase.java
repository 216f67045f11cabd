package exportmatrix.jobs.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words with the figures that stand in them. */
record Phrase(List<Piece> pieces) {

  /** A part of a phrase. */
  sealed interface Piece permits Words, Stated {
    String text();
  }

  /** Text without a figure. */
  record Words(String text) implements Piece {}

  static final Phrase NOTHING = new Phrase(List.of());

  Phrase {
    pieces = List.copyOf(pieces);
  }

  static Phrase of(String words) {
    return words.isEmpty() ? NOTHING : new Phrase(List.of(new Words(words)));
  }

  static Phrase of(Stated stated) {
    return new Phrase(List.of(stated));
  }

  Phrase then(Phrase other) {
    return new Phrase(Stream.concat(pieces.stream(), other.pieces.stream()).toList());
  }

  Phrase then(String words) {
    return then(of(words));
  }

  /** One after the other, between them a separator, before the last one its own. */
  static Phrase list(List<Phrase> phrases, String separator, String last) {
    Phrase list = NOTHING;
    for (int i = 0; i < phrases.size(); i++) {
      String before = i == 0 ? "" : i == phrases.size() - 1 ? last : separator;
      list = list.then(before).then(phrases.get(i));
    }
    return list;
  }

  /** Those that say something, separated by a blank. */
  static Phrase sentences(List<Phrase> phrases) {
    return list(phrases.stream().filter(Predicate.not(Phrase::isEmpty)).toList(), " ", " ");
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** The phrase with its first letter in upper case. */
  Phrase capitalised() {
    if (isEmpty() || !(pieces.get(0) instanceof Words first)) {
      return this;
    }
    List<Piece> all = new ArrayList<>(pieces);
    String text = first.text();
    int letter = text.offsetByCodePoints(0, 1);
    all.set(
        0, new Words(text.substring(0, letter).toUpperCase(Locale.ROOT) + text.substring(letter)));
    return new Phrase(all);
  }

  Stream<Stated> figures() {
    return pieces.stream().filter(Stated.class::isInstance).map(Stated.class::cast);
  }

  String text() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
