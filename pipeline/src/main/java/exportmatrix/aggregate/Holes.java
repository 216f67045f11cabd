package exportmatrix.aggregate;

import exportmatrix.model.Flow;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What rejected rows of unknown territory leave behind: somewhere in the flow and period a value is
 * missing, so that no sum over territories that could contain it is complete.
 */
final class Holes implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Above this many distinct holes they are taken together, so that a task never walks a long list.
   */
  static final int MOST = 1000;

  private record Hole(Flow flow, String market, String product, BitSet where)
      implements Serializable {}

  private final List<Hole> holes = new ArrayList<>();

  void add(Flow flow, String market, String product, int index) {
    String m = holes.size() < MOST ? market : Wording.UNPLACED;
    String p = holes.size() < MOST ? product : Wording.UNPLACED;
    for (Hole hole : holes) {
      if (hole.flow == flow && hole.market.equals(m) && hole.product.equals(p)) {
        hole.where.set(index);
        return;
      }
    }
    BitSet where = new BitSet();
    where.set(index);
    holes.add(new Hole(flow, m, p, where));
  }

  /** Base periods in which a sum at this cell may miss a value. */
  BitSet reaching(Flow flow, CellKey key, Levels levels) {
    BitSet where = new BitSet();
    for (Hole hole : holes) {
      if (hole.flow == flow && inMarket(hole, key, levels) && inProduct(hole, key, levels)) {
        where.or(hole.where);
      }
    }
    return where;
  }

  private static boolean inMarket(Hole hole, CellKey key, Levels levels) {
    return hole.market.equals(Wording.UNPLACED)
        || hole.market.equals(key.market())
        || key.market().equals(Wording.WORLD)
        || levels.codes().markets().groups().contains(key.market());
  }

  private static boolean inProduct(Hole hole, CellKey key, Levels levels) {
    return hole.product.equals(Wording.UNPLACED)
        || hole.product.equals(key.product())
        || levels.above(hole.product).contains(key.product());
  }
}
