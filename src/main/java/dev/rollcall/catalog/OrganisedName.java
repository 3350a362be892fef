package dev.rollcall.catalog;

/**
 * An id of the form {@code organisation/name}.
 *
 * @param organisation what stands before the first slash; empty when there is none
 * @param name the rest
 */
record OrganisedName(String organisation, String name) {

  static OrganisedName of(String id) {
    int slash = id.indexOf('/');
    return slash < 0
        ? new OrganisedName("", id)
        : new OrganisedName(id.substring(0, slash), id.substring(slash + 1));
  }

  /** What stands after the last slash of an id. */
  static String bareName(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
