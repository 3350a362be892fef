package dev.rollcall.config;

/**
 * The files that the server speaks TLS with, both PEM.
 *
 * @param cert the certificate, with those of the issuers between it and the root after it
 * @param key its private key
 */
public record TlsConfig(String cert, String key) {}
