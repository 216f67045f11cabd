package exportmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.model.Packing.Unpacking;
import exportmatrix.testing.SparkTest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** What is brought together is what there was, in the place where it belongs. */
class ExchangeTest {

  /** Records that a task holds before it spills; a setting of Spark's own tests. */
  private static final String SPILL_AFTER = "spark.shuffle.spill.numElementsForceSpillThreshold";

  /** A text, null among them, and its number. */
  record Named(String text, int number) implements Serializable {

    static final Exchange.Form<Named> FORM =
        new Exchange.Form<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public void write(Named named, Packing to) {
            to.text(named.text);
            to.integer(named.number);
          }

          @Override
          public Named read(Unpacking from) {
            return new Named(from.text(), from.integer());
          }
        };
  }

  private static List<List<Named>> dealt(List<Named> records, int partitions) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());
    return Exchange.deal(
            spark.parallelize(records, 1),
            Named.FORM,
            named -> named.number() % partitions,
            partitions)
        .glom()
        .collect();
  }

  private static List<List<Named>> expected(List<Named> records, int partitions) {
    List<List<Named>> expected = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      int at = i;
      expected.add(records.stream().filter(named -> named.number() % partitions == at).toList());
    }
    return expected;
  }

  @Test
  void fewTextsInManyBlocksOfManyPartitions() {
    List<String> texts = Arrays.asList("", null, "Aosta", "𝄞", "IT108");
    List<Named> records =
        IntStream.range(0, 200_000).mapToObj(i -> new Named(texts.get(i % 5), i)).toList();
    assertThat(dealt(records, 7)).isEqualTo(expected(records, 7));
  }

  @Test
  void moreTextsThanATaskNumbersAtOnce() {
    List<Named> records =
        IntStream.range(0, 3 * Texts.MOST + 17)
            .mapToObj(i -> new Named(i % 3 == 0 ? "often" : "line " + i, i))
            .toList();
    assertThat(dealt(records, 5)).isEqualTo(expected(records, 5));
  }

  /** By text, null first, then by number, backwards. */
  private static final class Backwards implements Comparator<Named>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Named one, Named other) {
      int order =
          Comparator.nullsFirst(Comparator.<String>naturalOrder())
              .compare(one.text(), other.text());
      return order != 0 ? order : Integer.compare(other.number(), one.number());
    }
  }

  private static List<List<Named>> sorted(List<Named> records, int partitions) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());
    return Exchange.sort(
            spark.parallelize(records, 3),
            Exchange.oneByOne(Named.FORM),
            named -> named.number() % partitions,
            partitions,
            new Backwards())
        .glom()
        .collect();
  }

  @Test
  void sortedRecordsAreInOrderWithinTheirPartitions() {
    List<String> texts = Arrays.asList("", null, "Aosta", "𝄞", "IT108");
    List<Named> records =
        IntStream.range(0, 20_000).mapToObj(i -> new Named(texts.get(i % 5), i)).toList();
    List<List<Named>> expected =
        expected(records, 3).stream()
            .map(of -> of.stream().sorted(new Backwards()).toList())
            .toList();
    assertThat(sorted(records, 3)).isEqualTo(expected);

    SparkConf conf = SparkEnv.get().conf();
    conf.set(SPILL_AFTER, "1000");
    try {
      assertThat(sorted(records, 3)).isEqualTo(expected);
    } finally {
      conf.remove(SPILL_AFTER);
    }
  }

  @Test
  void whatIsHeldIsReadAgainAsItWasMade() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());
    List<Named> records = IntStream.range(0, 50_000).mapToObj(i -> new Named("of", i)).toList();
    Exchange.Held<Named> held = Exchange.hold(spark.parallelize(records, 2), Named.FORM);
    assertThat(held.records().collect()).isEqualTo(records);
    assertThat(held.records().collect()).isEqualTo(records);
    held.release();
  }

  @Test
  void asManyTasksAsThereIsWorkAndNoneHoldsTooMuch() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext());
    assertThat(Exchange.tasks(spark, 0, 10, 1_000)).isOne();
    assertThat(Exchange.tasks(spark, 9, 10, 1_000)).isOne();
    assertThat(Exchange.tasks(spark, 10, 10, 1_000)).isEqualTo(2);
    assertThat(Exchange.tasks(spark, 500, 10, 1_000)).isEqualTo(2);
    assertThat(Exchange.tasks(spark, 7_000, 10, 1_000)).isEqualTo(7);
    assertThat(Exchange.tasks(spark, 0)).isOne();
    assertThat(Exchange.tasks(spark, 5)).isEqualTo(5);
    assertThat(Exchange.tasks(spark, 1_000)).isEqualTo(8);
  }

  @Test
  void aBlockHasTheTextsThatItUsesAndNoOthers() {
    Texts texts = new Texts();
    Packing first = new Packing(texts);
    Packing second = new Packing(texts);
    IntStream.range(0, 1_000).forEach(i -> first.text("only in the first " + i));
    second.text("both");
    first.text("both");
    assertThat(second.pack()).hasSize(4 + 4 + "both".length() + 1);
    first.clear();
    first.text("both");
    assertThat(first.pack()).isEqualTo(second.pack());
  }
}
