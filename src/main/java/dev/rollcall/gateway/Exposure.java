package dev.rollcall.gateway;

import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;

/** Warnings about the access control of a server, for its operator. */
final class Exposure {

  private Exposure() {}

  /** A sentence for each thing; none for a server that only this machine reaches. */
  static List<String> of(ServerConfig server) {
    AccessConfig access = server.access();
    List<String> sentences = new ArrayList<>();
    if (access.apiKeys().isUnusable()) {
      sentences.add(
          "none of the keys in server.api_keys and its file can be used, so nobody may read"
              + (access.adminKeys().keys().isEmpty() ? "" : " but who has an admin key"));
    } else if (!server.isLoopback() && !access.apiKeys().required()) {
      sentences.add(
          "server.api_keys is empty, so everybody who can connect to "
              + server.host()
              + " may read");
    }
    if (access.adminKeys().isUnusable()) {
      sentences.add(
          "none of the keys in server.admin_keys and its file can be used, so nobody may refresh or"
              + " invalidate");
    } else if (!server.isLoopback() && !access.adminKeys().required()) {
      sentences.add(
          "server.admin_keys is empty, so refresh and invalidate are refused on " + server.host());
    }
    return sentences;
  }
}
