package exportmatrix.aggregate;

import exportmatrix.model.Exchange;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;

/** What a task that reads observations passes on: figures of cells and, once, what they cover. */
sealed interface Told permits CellFigures, Spoken {

  Exchange.Form<Told> FORM = new Packed();

  final class Packed implements Exchange.Form<Told> {

    private static final long serialVersionUID = 1L;

    @Override
    public void write(Told told, Packing to) {
      if (told instanceof CellFigures figures) {
        to.octet(1);
        figures.writeTo(to);
      } else if (told instanceof Spoken spoken) {
        to.octet(0);
        spoken.writeTo(to);
      }
    }

    @Override
    public Told read(Unpacking from) {
      return from.octet() == 1 ? CellFigures.readFrom(from) : Spoken.readFrom(from);
    }
  }
}
