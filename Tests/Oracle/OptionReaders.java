import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Prints which option fields the bytecode of flink-dist refers to outside of their own class.
 *
 * <p>The argument is a file of {@code class TAB field} lines; those that some other class reads are
 * printed. A field that is not printed is an option in name only.
 */
public final class OptionReaders {
    public static void main(String[] arguments) throws Exception {
        Set<String> wanted = new HashSet<>(Files.readAllLines(Paths.get(arguments[0])));
        Set<String> read = new TreeSet<>();
        File[] jars = new File(System.getenv("FLINK_HOME"), "lib").listFiles();
        Arrays.sort(jars);
        for (File jar : jars) {
            if (jar.getName().startsWith("flink-dist")) {
                scan(Files.readAllBytes(jar.toPath()), wanted, read);
            }
        }
        for (String field : read) {
            System.out.println(field);
        }
    }

    private static void scan(byte[] jar, Set<String> wanted, Set<String> read)
            throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".jar")) {
                    scan(all(entries), wanted, read);
                } else if (name.startsWith("org/apache/flink/") && name.endsWith(".class")) {
                    fields(all(entries), wanted, read);
                }
            }
        }
    }

    private static byte[] all(InputStream stream) throws IOException {
        return stream.readAllBytes();
    }

    /** Walks a class file's constant pool for references to fields of other classes. */
    private static void fields(byte[] bytes, Set<String> wanted, Set<String> read)
            throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        String[] text = new String[count];
        int[] first = new int[count];
        int[] second = new int[count];
        int[] tags = new int[count];
        for (int at = 1; at < count; at++) {
            int tag = in.readUnsignedByte();
            tags[at] = tag;
            switch (tag) {
                case 1:
                    text[at] = in.readUTF();
                    break;
                case 3:
                case 4:
                    in.skipBytes(4);
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
                    first[at] = in.readUnsignedShort();
                    break;
                case 15:
                    in.skipBytes(3);
                    break;
                default:
                    first[at] = in.readUnsignedShort();
                    second[at] = in.readUnsignedShort();
            }
        }
        in.skipBytes(2);
        String self = text[first[in.readUnsignedShort()]].replace('/', '.');
        for (int at = 1; at < count; at++) {
            if (tags[at] == 9) {
                String owner = text[first[first[at]]].replace('/', '.');
                String field = owner + "\t" + text[first[second[at]]];
                if (!owner.equals(self) && wanted.contains(field)) {
                    read.add(field);
                }
            }
        }
    }
}
