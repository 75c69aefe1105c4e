import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.net.SSLUtils;
import org.apache.flink.shaded.netty4.io.netty.buffer.UnpooledByteBufAllocator;

/**
 * Has two processes of Flink shake hands in memory, with the stores of each.
 *
 * <p>Reads a line per handshake, {@code SERVER'S KEYS|TRUST|FINGERPRINT|CLIENT'S
 * KEYS|TRUST|FINGERPRINT|THE SERVER'S NAME}, and prints {@code ok}, or which side broke off and why: {@code server
 * Empty client certificate chain}.
 */
public final class HandshakeOracle {
  private static final String PASSWORD = "changeit";

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder out = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\\|", -1);
      SSLEngine server =
          SSLUtils.createInternalServerSSLEngineFactory(
                  configuration(words[0], words[1], words[2]))
              .createNettySSLHandler(UnpooledByteBufAllocator.DEFAULT)
              .engine();
      SSLEngine client =
          SSLUtils.createInternalClientSSLEngineFactory(
                  configuration(words[3], words[4], words[5]))
              .createNettySSLHandler(UnpooledByteBufAllocator.DEFAULT, words[6], 6121)
              .engine();
      out.append(shake(server, client)).append('\n');
    }
    System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static Configuration configuration(String keys, String trust, String fingerprint) {
    Configuration configuration = new Configuration();
    configuration.setString("security.ssl.internal.enabled", "true");
    configuration.setString("security.ssl.internal.keystore", keys);
    configuration.setString("security.ssl.internal.truststore", trust);
    configuration.setString("security.ssl.internal.keystore-password", PASSWORD);
    configuration.setString("security.ssl.internal.key-password", PASSWORD);
    configuration.setString("security.ssl.internal.truststore-password", PASSWORD);
    // That of 1.12 alone, which Java has given up meanwhile.
    configuration.setString("security.ssl.algorithms", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    if (!fingerprint.isEmpty()) {
      configuration.setString("security.ssl.internal.cert.fingerprint", fingerprint);
    }
    return configuration;
  }

  private static String shake(SSLEngine server, SSLEngine client) {
    ByteBuffer toServer = ByteBuffer.allocate(1 << 18);
    ByteBuffer toClient = ByteBuffer.allocate(1 << 18);
    for (int turn = 0; turn < 20; turn++) {
      try {
        step(client, toClient, toServer);
      } catch (SSLException failure) {
        return "client " + failure.getMessage();
      }
      try {
        step(server, toServer, toClient);
      } catch (SSLException failure) {
        return "server " + failure.getMessage();
      }
    }
    return client.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
            && server.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
        ? "ok"
        : "neither came to an end";
  }

  /** What one side can do with what has come. */
  private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    ByteBuffer plain = ByteBuffer.allocate(1 << 17);
    if (engine.getSession().getProtocol().equals("NONE")
        && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
      engine.beginHandshake();
    }
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK:
          engine.getDelegatedTask().run();
          break;
        case NEED_WRAP:
          engine.wrap(nothing, out);
          break;
        case NEED_UNWRAP:
        case NEED_UNWRAP_AGAIN:
          in.flip();
          SSLEngineResult.Status status = engine.unwrap(in, plain).getStatus();
          in.compact();
          if (status != SSLEngineResult.Status.OK) {
            return;
          }
          break;
        default:
          return;
      }
    }
  }
}
