package exportmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What departs arrives, and what is cut off on its way is no end. */
class WireSerializerTest {

  private static final SerializerInstance STREAMS =
      new WireSerializer<>(Exchange.oneByOne(ExchangeTest.Named.FORM)).newInstance();

  private static byte[] written(List<ExchangeTest.Named> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SerializationStream to = STREAMS.serializeStream(bytes)) {
      for (ExchangeTest.Named record : records) {
        to.writeKey(record, Pass.tag());
        to.writeValue(true, Pass.tag());
      }
    }
    return bytes.toByteArray();
  }

  private static List<Object> read(byte[] bytes) {
    DeserializationStream from = STREAMS.deserializeStream(new ByteArrayInputStream(bytes));
    List<Object> records = new ArrayList<>();
    CollectionConverters.asJava(from.asKeyValueIterator())
        .forEachRemaining(pair -> records.add(pair._1()));
    return records;
  }

  @Test
  void recordsArriveInTheOrderInWhichTheyWent() {
    List<ExchangeTest.Named> records =
        List.of(
            new ExchangeTest.Named("Aosta", 7),
            new ExchangeTest.Named(null, 0),
            new ExchangeTest.Named("Aosta", -1));
    assertThat(read(written(records))).isEqualTo(records);
    assertThat(read(written(List.of()))).isEmpty();
  }

  @Test
  void aRecordThatIsCutOffIsAnError() {
    byte[] whole = written(List.of(new ExchangeTest.Named("Aosta", 7)));
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).hasRootCauseInstanceOf(EOFException.class);
    }
  }

  @Test
  void whatIsNeitherRecordNorEndIsAnError() {
    byte[] whole = written(List.of(new ExchangeTest.Named("Aosta", 7)));
    byte[] damaged = Arrays.copyOf(whole, whole.length + 1);
    damaged[whole.length] = 9;
    assertThatThrownBy(() -> read(damaged)).hasMessageContaining("found octet 9");
  }

  @Test
  void moreTextsThanAreNumberedAtOnce() {
    List<ExchangeTest.Named> records = new ArrayList<>();
    for (int i = 0; i < 2 * Texts.MOST + 3; i++) {
      records.add(new ExchangeTest.Named("line " + i, i));
    }
    assertThat(read(written(records))).isEqualTo(records);
  }
}
