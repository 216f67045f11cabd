package exportmatrix.ingest;

import exportmatrix.model.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names that a file gives its columns or dimensions, and all that is wrong with them.
 *
 * <p>Names are compared by the part before a colon, in any case; never by place.
 */
final class Header {

  /** Stands between a code and its label. */
  static final char LABEL = ':';

  private final InputFile file;
  private final String place;
  private final List<String> names;
  private final List<String> problems = new ArrayList<>();
  private final Map<Role, String> found = new EnumMap<>(Role.class);

  /**
   * @param place what is being read, for messages: {@code header in line 1}
   */
  Header(InputFile file, String place, List<String> names) {
    this.file = file;
    this.place = place;
    this.names = names.stream().map(Header::code).toList();
  }

  /** The part before the first colon: the code of {@code CODE: label}. */
  static String code(String text) {
    int colon = text.indexOf(LABEL);
    return (colon < 0 ? text : text.substring(0, colon)).trim();
  }

  /** Columns by place; their name without a label. */
  List<String> names() {
    return names;
  }

  /** What was found, by what it says. */
  Map<Role, String> found() {
    return found;
  }

  /**
   * The column that a dataset or a layout calls so; a problem where it stands twice.
   *
   * @return its place; -1 where it is not there
   */
  int find(String name) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        places.add(i);
      }
    }
    if (places.size() > 1) {
      problem(
          "column %s stands %d times (places %s)"
              .formatted(
                  name,
                  places.size(),
                  places.stream()
                      .map(p -> Integer.toString(p + 1))
                      .collect(Collectors.joining(", "))));
    }
    return places.isEmpty() ? -1 : places.get(0);
  }

  /** The column of a name that must be there; -1 and a problem where it is not. */
  int require(String name, String meaning) {
    int place = find(name);
    if (place < 0) {
      problem("no column %s (%s)".formatted(name, meaning));
    }
    return place;
  }

  /**
   * The column that plays a role by one of the layout's own names.
   *
   * @return its place; -1 where there is none
   */
  int find(Role role) {
    List<String> present = new ArrayList<>();
    for (String name : role.columnNames()) {
      if (names.stream().anyMatch(name::equalsIgnoreCase)) {
        present.add(name);
      }
    }
    if (present.size() > 1 && (Role.NEEDED.contains(role) || role == Role.VALUE)) {
      problem(
          "columns %s could each be the %s; say which in columns.%s"
              .formatted(String.join(" and ", present), role.word(), role.word()));
    }
    return present.isEmpty() ? -1 : found(role, find(present.get(0)));
  }

  /** Notes which column plays a role. */
  int found(Role role, int place) {
    if (place >= 0) {
      found.put(role, names.get(place));
    }
    return place;
  }

  void missing(Role role) {
    problem(
        "no column for the %s (expected %s)"
            .formatted(
                role.word(),
                role.columnNames().isEmpty()
                    ? "columns." + role.word()
                    : String.join(" or ", role.columnNames())));
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * @throws InputException with every problem at once
   */
  void check() {
    if (!problems.isEmpty()) {
      throw refused(String.join("; ", problems));
    }
  }

  private InputException refused(String all) {
    return file.refused(
        "%s: %s; found %s; name the columns in the dataset's columns or constants, or give the file to the dataset that it belongs to"
            .formatted(place, all, OneLine.of(String.join(", ", names))));
  }
}
