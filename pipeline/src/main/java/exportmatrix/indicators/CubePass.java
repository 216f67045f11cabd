package exportmatrix.indicators;

import exportmatrix.indicators.TerritoryCells.Member;
import exportmatrix.model.Basis;
import exportmatrix.model.FamilySeries;
import exportmatrix.model.Flow;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.Nomenclature;
import exportmatrix.model.PackedCells;
import exportmatrix.model.PackedCells.Pack;
import exportmatrix.model.Runs;
import exportmatrix.model.Series;
import exportmatrix.model.Slots;
import exportmatrix.model.Table;
import exportmatrix.model.Tables;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * Walks families territory by territory: a territory's cells of both flows are held together, so
 * that every relative along market, product and flow is at hand, and its cells come out packed.
 */
final class CubePass implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bytes of cells that a task holds before it hands them on. */
  private static final long PACKED_AT_ONCE = 32L << 20;

  private final TerritoryCells.Setting setting;
  private final List<Indicator> indicators;
  private final Slots slots;
  private final BitSet wanted;
  private final int[] columns;
  private final boolean[] nullable;
  private final Table table;
  private final Nomenclature names;

  CubePass(
      TerritoryCells.Setting setting,
      List<Indicator> indicators,
      BitSet wanted,
      Nomenclature names) {
    this.setting = setting;
    this.names = names;
    this.indicators = indicators;
    this.slots = setting.slots();
    this.wanted = wanted;
    this.columns = new int[indicators.size()];
    this.nullable = new boolean[indicators.size()];
    int column = Tables.cellFields().size();
    for (int i = 0; i < columns.length; i++) {
      IndicatorCard card = indicators.get(i).card();
      columns[i] = column;
      nullable[i] = card.nullable();
      column += (card.nullable() ? 2 : 1) + card.companions().size();
    }
    this.table = Tables.cube(Registry.cards(indicators));
  }

  /**
   * @param families of whole territories, in any order
   */
  Iterator<Pack> over(Iterator<FamilySeries> families) {
    Map<String, List<FamilySeries>> territories = new TreeMap<>();
    families.forEachRemaining(
        family ->
            territories.computeIfAbsent(family.territory(), t -> new ArrayList<>()).add(family));
    return Runs.of(
        territories.keySet().iterator(), code -> code, code -> territory(code.next(), territories));
  }

  private Iterator<Pack> territory(String code, Map<String, List<FamilySeries>> territories) {
    TerritoryCells cells = new TerritoryCells(setting, code, territories.put(code, List.of()));
    Iterator<Map.Entry<TerritoryCells.Key, Member>> left = cells.all().iterator();
    return new Iterator<>() {
      private final Packs packs = new Packs(code);
      private Iterator<Pack> out = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!out.hasNext() && left.hasNext()) {
          while (left.hasNext() && packs.size() < PACKED_AT_ONCE) {
            Map.Entry<TerritoryCells.Key, Member> cell = left.next();
            FamilySeries row = cell.getValue().row();
            if (row.published()) {
              cells(cell.getKey(), row.own(), cells.family(cell.getKey()), packs);
            }
          }
          out = packs.take().iterator();
        }
        return out.hasNext();
      }

      @Override
      public Pack next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return out.next();
      }
    };
  }

  /** The packs of one territory that are being filled, one per flow and slot. */
  private final class Packs {
    private final String territory;
    private final PackedCells.Packer empty = new PackedCells.Packer(table);
    private final int cellBytes = empty.cellBytes();
    private final Map<Flow, PackedCells.Packer[]> open = new EnumMap<>(Flow.class);
    private long size;
    private int part;

    Packs(String territory) {
      this.territory = territory;
    }

    void add(Flow flow, int slot, PackedCells.Cell cell) {
      PackedCells.Packer[] ofFlow =
          open.computeIfAbsent(flow, f -> new PackedCells.Packer[slots.count()]);
      if (ofFlow[slot] == null) {
        ofFlow[slot] = empty.another();
      }
      ofFlow[slot].add(cell);
      size += cellBytes;
    }

    long size() {
      return size;
    }

    List<Pack> take() {
      List<Pack> taken = new ArrayList<>();
      open.forEach(
          (flow, packers) -> {
            for (int s = 0; s < packers.length; s++) {
              if (packers[s] != null) {
                Slots.Slot slot = slots.slot(s);
                taken.add(
                    new Pack(
                        slot.span().code(), slot.text(), flow, territory, part, packers[s].pack()));
              }
            }
          });
      open.clear();
      size = 0;
      part++;
      return taken;
    }
  }

  private void cells(TerritoryCells.Key key, Series base, Family family, Packs packs) {
    int market = names.markets().number(key.market());
    int product = names.products().number(key.product());
    int[] months = slots.monthsObserved(base);
    Series own = family.own();
    PackedCells.Cell cell = new PackedCells.Cell(table);
    Sink sink = new Sink(cell);
    for (int slot = 0; slot < slots.count(); slot++) {
      if (!stands(own, slot)) {
        continue;
      }
      Basis basis = own.has(slot, Series.REPORTED) ? Basis.REPORTED : Basis.SUMMED;
      cell.begin(market, product, months[slot], basis, own.edition(slot));
      for (int i = 0; i < columns.length; i++) {
        sink.begin(columns[i], nullable[i]);
        indicators.get(i).compute(family, slot, sink);
      }
      packs.add(key.flow(), slot, cell);
    }
  }

  /** Whether a cell is published: it is there, and more than an absence now and a year before. */
  private boolean stands(Series own, int slot) {
    if (!wanted.get(slot) || !own.present(slot)) {
      return false;
    }
    int prior = slots.slot(slot).prior();
    boolean absence = own.has(slot, Series.FILLED) && own.cents(slot) == 0;
    boolean before = prior != Slots.NONE && own.cents(prior) != 0;
    return !absence || before;
  }
}
