package exportmatrix.jobs.figures;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How an answer is written. Numbers are rounded in a table only. */
public enum AnswerFormat {
  TABLE {
    @Override
    public void write(Answer answer, PrintWriter out) {
      new AnswerTable(answer).print(out);
    }
  },
  CSV {
    @Override
    public void write(Answer answer, PrintWriter out) {
      writeCsv(answer.figures(), out);
    }
  },
  JSON {
    @Override
    public void write(Answer answer, PrintWriter out) {
      writeJson(answer.figures(), out);
    }
  };

  public abstract void write(Answer answer, PrintWriter out);

  /** An array with one object for each row. */
  public static void writeJson(List<? extends Map<String, ?>> rows, PrintWriter out) {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      JsonGenerator json = mapper.writer(pretty).createGenerator(out);
      mapper.writer(pretty).writeValue(json, rows);
      out.println();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header and one record for each row; null is empty. */
  public static void writeCsv(List<? extends Map<String, ?>> rows, PrintWriter out) {
    try {
      CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
      if (!rows.isEmpty()) {
        csv.printRecord(rows.get(0).keySet());
      }
      for (Map<String, ?> row : rows) {
        List<Object> cells = new ArrayList<>();
        row.values().forEach(value -> cells.add(plain(value)));
        csv.printRecord(cells);
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof List<?> list
        ? String.join(" ", list.stream().map(String::valueOf).toList())
        : value;
  }
}
