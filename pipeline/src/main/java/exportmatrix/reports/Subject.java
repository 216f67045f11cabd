package exportmatrix.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The territory or market that a dashboard's document is about, as the document names it. */
record Subject(String level, String labelIt, String labelEn) {

  /**
   * @param rows of one document
   * @return as the first row that knows it says; empty: they are parts of something else alone
   */
  static Optional<Subject> of(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.getAs("subject_level") != null)
        .findFirst()
        .map(
            row ->
                new Subject(
                    row.getAs("subject_level"),
                    row.getAs("subject_label_it"),
                    row.getAs("subject_label_en")));
  }

  /**
   * @param named the property of the document that names it
   */
  static Subject of(JsonNode named) {
    return new Subject(
        named.required("level").textValue(),
        named.required("label_it").textValue(),
        named.required("label_en").textValue());
  }
}
