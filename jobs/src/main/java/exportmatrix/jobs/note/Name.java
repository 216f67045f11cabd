package exportmatrix.jobs.note;

/**
 * How a territory or market is called in a sentence.
 *
 * @param article such as {@code il}, {@code l'} or {@code the}; empty: none, as for towns
 */
record Name(String label, String article) {}
