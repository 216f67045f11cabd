package exportmatrix.reports;

import exportmatrix.model.Exchange;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import exportmatrix.model.RowForm;
import exportmatrix.model.Table;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A row on its way to the task that writes its table.
 *
 * @param table its number, from 0
 */
record TableRow(int table, Row row) {

  /** Packed as the rows of its table are. */
  static final class Packed implements Exchange.Form<TableRow> {

    private static final long serialVersionUID = 1L;

    private final RowForm[] forms;

    /**
     * @param tables by number
     */
    Packed(List<Table> tables) {
      this.forms = tables.stream().map(RowForm::of).toArray(RowForm[]::new);
    }

    @Override
    public void write(TableRow one, Packing to) {
      to.octet(one.table);
      forms[one.table].write(one.row, to);
    }

    @Override
    public TableRow read(Unpacking from) {
      int table = from.octet();
      return new TableRow(table, forms[table].read(from));
    }
  }
}
