package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** A line that is taken apart by itself has the cells that Commons CSV finds in it. */
class FieldsTest {

  @Property(tries = 5000)
  void whatIsTakenApartIsTakenApartAsTheLibraryDoes(
      @ForAll @Chars({',', '"', 'a', ' ', ':'}) @StringLength(min = 1, max = 12) String line)
      throws IOException {
    Fields plain = Fields.plain(line, ',');
    if (plain != null) {
      assertThat(plain.toList()).isEqualTo(byTheLibrary(line));
    }
  }

  @Test
  void plainAndQuotedCellsNeedNoLibrary() {
    assertThat(Fields.plain("a,\"b, c\",,\"\"", ',').toList()).containsExactly("a", "b, c", "", "");
    assertThat(Fields.plain("a,b\"c\"", ',').toList()).containsExactly("a", "b\"c\"");
  }

  @Test
  void doubledAndMisplacedQuotesNeedTheLibrary() {
    assertThat(Fields.plain("a,\"b\"\"c\"", ',')).isNull();
    assertThat(Fields.plain("a,\"b\"c", ',')).isNull();
  }

  @Property(tries = 5000)
  void aCellSaysWhatIsKnownOnlyWhereThatWouldBeCutOut(
      @ForAll @Chars({'a', 'b', ' ', ':'}) @StringLength(max = 5) String cell,
      @ForAll @Chars({'a', 'b', ' ', ':'}) @StringLength(max = 5) String other) {
    Fields plain = Fields.plain("x," + cell + ",y", ',');
    String code = plain.before(':', 1).trim();
    String known = other.trim();
    if (plain.says(known, ':', 1)) {
      assertThat(code.isEmpty() ? cell.trim() : code).isEqualTo(known);
    }
    String cut = plain.before(':', 1);
    if (!cut.isEmpty()) {
      assertThat(plain.says(cut, ':', 1)).isTrue();
    }
  }

  private static List<String> byTheLibrary(String line) throws IOException {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      assertThat(records).as(line).hasSize(1);
      return records.get(0).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Test
  void theCodeOfALabelledCellEndsAtItsFirstColon() {
    Fields plain = Fields.plain("IT: Italy,\"DE: Germany, East: all\",,FR,a:", ',');
    assertThat(IntStream.range(0, 5).mapToObj(place -> plain.before(':', place)))
        .containsExactly("IT", "DE", "", "FR", "a");
    Fields closer =
        new Fields() {
          @Override
          public int size() {
            return 2;
          }

          @Override
          public String at(int place) {
            return place == 0 ? "IT: Italy: all" : "FR";
          }
        };
    assertThat(IntStream.range(0, 2).mapToObj(place -> closer.before(':', place)))
        .containsExactly("IT", "FR");
  }
}
