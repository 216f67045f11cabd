/**
 * The vocabulary: the statistician's words, and one contract for every table. Imports no other
 * room.
 */
package exportmatrix.model;
