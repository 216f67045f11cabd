package exportmatrix.jobs.tables;

import exportmatrix.model.StorageException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes tables into a folder: a workbook, CSV, SDMX-CSV with its structure, and the Data Package
 * over them.
 */
public final class TableFiles {

  private final Path folder;
  private final Provenance provenance;
  private final CsvStyle style;

  public TableFiles(Path folder, Provenance provenance, CsvStyle style) {
    this.folder = folder;
    this.provenance = provenance;
    this.style = style;
  }

  /**
   * @return the files, the workbook first
   * @throws StorageException where the folder cannot be written to
   */
  public List<Path> write(List<DataTable> tables) {
    try {
      Files.createDirectories(folder.resolve("tables"));
      List<Path> files = new ArrayList<>();
      files.add(folder.resolve("workbook.xlsx"));
      Workbook.write(files.get(0), tables, provenance);
      for (DataTable table : tables) {
        files.add(folder.resolve("tables").resolve(table.name() + ".csv"));
        csv(files.get(files.size() - 1), table);
      }
      SdmxCsv sdmx = new SdmxCsv(tables);
      files.add(folder.resolve("tables").resolve("figures.sdmx.csv"));
      sdmx.write(files.get(files.size() - 1));
      files.add(folder.resolve("tables").resolve("figures.structure.xml"));
      SdmxStructure.write(files.get(files.size() - 1), sdmx, tables, provenance);
      Path descriptor = folder.resolve("datapackage.json");
      DataPackage.write(descriptor, tables, provenance, style);
      files.add(descriptor);
      return files;
    } catch (IOException e) {
      throw new StorageException(
          "--to %s: expected a folder that can be written to, found %s: %s"
              .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private void csv(Path file, DataTable table) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(out, style.format())) {
      csv.printRecord(table.columns().stream().map(Column::name).toList());
      for (List<Object> row : table.rows()) {
        csv.printRecord(row.stream().map(style::cell).toList());
      }
    }
  }
}
