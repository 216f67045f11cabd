package exportmatrix.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The codes of a collection's territories, markets and products with their levels and labels,
 * numbered, so that a cell names a code by its number instead of carrying four texts per dimension.
 * Numbers follow the order of the codes; equal texts have one number, too.
 */
public final class Nomenclature implements Serializable {

  private static final long serialVersionUID = 1L;

  /** One code of one dimension. */
  public record Member(String code, String level, String labelIt, String labelEn)
      implements Serializable {

    private List<String> texts() {
      return List.of(code, level, labelIt, labelEn);
    }
  }

  /** Texts of a member: code, level, Italian and English label. */
  static final int WIDTH = 4;

  /** The codes of one dimension. */
  public static final class Members implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String[] texts;
    private final int[] places;

    private Members(String[] texts, int[] places) {
      this.texts = texts;
      this.places = places;
    }

    /**
     * The number of a code.
     *
     * @throws IllegalArgumentException for a code that the collection does not have
     */
    public int number(String code) {
      int low = 0;
      int high = places.length / WIDTH - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = texts[places[middle * WIDTH]].compareTo(code);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      throw new IllegalArgumentException("a cell of " + code + ", which the collection has not");
    }

    public Member member(int number) {
      return new Member(
          texts[text(number, 0)],
          texts[text(number, 1)],
          texts[text(number, 2)],
          texts[text(number, 3)]);
    }

    /**
     * Which of the {@link Nomenclature#texts} a member's code, level or label is.
     *
     * @param column 0 the code, 1 the level, 2 the Italian label, 3 the English one
     */
    public int text(int number, int column) {
      return places[number * WIDTH + column];
    }
  }

  private final String[] texts;
  private final Members territories;
  private final Members markets;
  private final Members products;

  public Nomenclature(
      Collection<Member> territories, Collection<Member> markets, Collection<Member> products) {
    Map<String, Integer> numbers = new HashMap<>();
    List<int[]> places = new ArrayList<>();
    for (Collection<Member> members : List.of(territories, markets, products)) {
      places.add(
          members.stream()
              .distinct()
              .sorted(Comparator.comparing(Member::code))
              .flatMap(member -> member.texts().stream())
              .mapToInt(text -> number(text, numbers))
              .toArray());
    }
    this.texts = new String[numbers.size()];
    numbers.forEach((text, number) -> texts[number] = text);
    this.territories = new Members(texts, places.get(0));
    this.markets = new Members(texts, places.get(1));
    this.products = new Members(texts, places.get(2));
  }

  private static int number(String text, Map<String, Integer> numbers) {
    Integer known = numbers.putIfAbsent(text, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  public Members territories() {
    return territories;
  }

  public Members markets() {
    return markets;
  }

  public Members products() {
    return products;
  }

  /** A code, level or label by its number. */
  String text(int number) {
    return texts[number];
  }

  /** All codes, levels and labels, by number. */
  public List<String> texts() {
    return List.of(texts);
  }
}
