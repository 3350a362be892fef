package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

/** What an error has to look like for the clients of each dialect. */
final class DialectErrors {

  private DialectErrors() {}

  /** Checks the form of an error and gives its message. */
  static String message(String uri, Http.Reply reply) {
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    assertThat(reply.headers().contains("x-rollcall-seq")).isFalse();
    JsonObject body = reply.json();
    String message =
        switch (uri.split("/+")[1]) {
          case "anthropic" -> anthropic(body, reply);
          case "gemini" -> gemini(body, reply);
          case "ollama" -> only(body, "error");
          case "cohere" -> only(body, "message");
          case "openrouter" -> openRouter(body, reply);
          case "mistral" -> mistral(body);
          default -> openAi(body);
        };
    assertThat(message).isNotBlank();
    return message;
  }

  static String anthropic(JsonObject body, Http.Reply reply) {
    assertThat(body.fieldNames()).containsExactly("type", "error", "request_id");
    assertThat(body.getString("type")).isEqualTo("error");
    assertThat(body.getString("request_id")).isEqualTo(reply.headers().get("request-id"));
    assertThat(body.getJsonObject("error").getString("type")).matches(".+_error|request_too_large");
    return body.getJsonObject("error").getString("message");
  }

  private static String gemini(JsonObject body, Http.Reply reply) {
    assertThat(body.fieldNames()).containsExactly("error");
    JsonObject error = body.getJsonObject("error");
    assertThat(error.getInteger("code")).isEqualTo(reply.status());
    assertThat(error.getString("status")).matches("[A-Z_]+");
    return error.getString("message");
  }

  private static String openRouter(JsonObject body, Http.Reply reply) {
    assertThat(body.fieldNames()).containsExactly("error");
    assertThat(body.getJsonObject("error").getValue("code")).isEqualTo(reply.status());
    return body.getJsonObject("error").getString("message");
  }

  private static String mistral(JsonObject body) {
    assertThat(body.fieldNames()).containsExactly("object", "message", "type", "param", "code");
    return body.getString("message");
  }

  private static String only(JsonObject body, String field) {
    assertThat(body.fieldNames()).containsExactly(field);
    return body.getString(field);
  }

  private static String openAi(JsonObject body) {
    assertThat(body.fieldNames()).containsExactly("error");
    JsonObject error = body.getJsonObject("error");
    assertThat(error.fieldNames()).containsExactly("message", "type", "param", "code");
    return error.getString("message");
  }
}
