import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Says which texts stand in the constants of Flink's own classes: a line per literal of the file
 * that is given, {@code yes} or {@code no}.
 *
 * <p>Looked at are flink-dist and the jars within it, since the RPC system is one of those from 1.14
 * on.
 */
public final class LiteralOracle {
    private static List<String> wanted;
    private static boolean[] found;
    private static final int[][] candidates = new int[1 << 18][];

    public static void main(String[] arguments) throws Exception {
        wanted = Files.readAllLines(Paths.get(arguments[0]));
        found = new boolean[wanted.size()];
        for (int at = 0; at < found.length; at++) {
            int key = key(wanted.get(at), 0);
            int[] known = candidates[key] == null ? new int[0] : candidates[key];
            candidates[key] = Arrays.copyOf(known, known.length + 1);
            candidates[key][known.length] = at;
        }
        for (File jar : new File(System.getenv("FLINK_HOME"), "lib").listFiles()) {
            if (jar.getName().startsWith("flink-dist")) {
                try (InputStream in = new FileInputStream(jar)) {
                    scan(new ZipInputStream(in));
                }
            }
        }
        for (boolean each : found) {
            System.out.println(each ? "yes" : "no");
        }
    }

    private static void scan(ZipInputStream jar) throws IOException {
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                scan(new ZipInputStream(new ByteArrayInputStream(jar.readAllBytes())));
            } else if (entry.getName().endsWith(".class")) {
                scanClass(new DataInputStream(new ByteArrayInputStream(jar.readAllBytes())));
            }
        }
    }

    /** The constant pool of a class file, Java virtual machine specification 4.4. */
    private static void scanClass(DataInputStream in) throws IOException {
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        for (int at = 1; at < count; at++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1:
                    byte[] bytes = new byte[in.readUnsignedShort()];
                    in.readFully(bytes);
                    look(new String(bytes, StandardCharsets.UTF_8));
                    break;
                case 5:
                case 6:
                    in.skipBytes(8);
                    at++;
                    break;
                case 7:
                case 8:
                case 16:
                case 19:
                case 20:
                    in.skipBytes(2);
                    break;
                case 15:
                    in.skipBytes(3);
                    break;
                default:
                    in.skipBytes(4);
            }
        }
    }

    private static void look(String text) {
        for (int from = 0; from + 12 <= text.length(); from++) {
            int key = key(text, from);
            if (candidates[key] == null) {
                continue;
            }
            for (int at : candidates[key]) {
                found[at] = found[at] || text.startsWith(wanted.get(at), from);
            }
        }
    }

    /** Literals by three of their first characters, so that a class is read once for all. */
    private static int key(String text, int from) {
        return (text.charAt(from) & 63) << 12
                | (text.charAt(from + 5) & 63) << 6
                | text.charAt(from + 11) & 63;
    }
}
