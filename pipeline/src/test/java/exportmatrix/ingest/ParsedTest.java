package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import exportmatrix.ingest.Parsed.Datum;
import exportmatrix.ingest.Parsed.FileEnd;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is shipped arrives as it was, whatever is missing of it. */
class ParsedTest {

  @Property(tries = 200)
  void whatIsPackedIsUnpacked(@ForAll("data") List<Datum> data) {
    List<Parsed> all = new ArrayList<>(data);
    all.add(data.size() / 2, new FileEnd(3, 1, null, 7, null, "no header"));
    all.add(new FileEnd(3, 0, "2025-01-01", Long.MAX_VALUE, -5L, null));
    Packing packing = new Packing();
    all.forEach(one -> Parsed.FORM.write(one, packing));
    Unpacking unpacking = new Unpacking(packing.pack());
    List<Parsed> read = new ArrayList<>();
    while (unpacking.more()) {
      read.add(Parsed.FORM.read(unpacking));
    }
    assertThat(read).isEqualTo(all);
  }

  @Provide
  Arbitrary<List<Datum>> data() {
    return Data.any().list().ofMaxSize(40);
  }
}
