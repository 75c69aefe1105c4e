import java.io.BufferedReader;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * What real Flink makes of memory settings. Its argument is a file with many configuration files in it, each
 * ended by a line "%%"; each is read through GlobalConfiguration from a conf folder under the second argument's
 * name, and answered for the TaskManager, then for the JobManager: "ok", a tab, the JVM parameters, a tab and
 * the dynamic properties, as BashJavaUtils prints them; or "no" and the messages of the exception and its causes.
 */
public final class MemoryOracle {
    private static final boolean HAS_LEGACY_HEAP = Arrays.stream(TaskExecutorProcessUtils.class.getMethods())
            .anyMatch(method -> method.getName().equals("getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption"));

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory("flink-conf");
        File file = folder.resolve(args[1]).toFile();
        file.deleteOnExit();
        folder.toFile().deleteOnExit();
        StringBuilder text = new StringBuilder();
        try (BufferedReader in = Files.newBufferedReader(Paths.get(args[0]), StandardCharsets.UTF_8)) {
            String line;
            while ((line = in.readLine()) != null) {
                if (!line.equals("%%")) {
                    text.append(line).append('\n');
                    continue;
                }
                Files.write(file.toPath(), text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
                Configuration configuration = GlobalConfiguration.loadConfiguration(folder.toString());
                out.println(answer(configuration, true));
                out.println(answer(configuration, false));
            }
        }
        out.flush();
    }

    private static String answer(Configuration configuration, boolean taskManager) {
        try {
            List<String> lines = taskManager ? taskManager(configuration) : jobManager(configuration);
            return "ok\t" + lines.get(0) + "\t" + lines.get(1);
        } catch (Throwable thrown) {
            StringBuilder all = new StringBuilder("no");
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (!(cause instanceof InvocationTargetException)) {
                    all.append('\t').append(String.valueOf(cause.getMessage()).replaceAll("\\s", " "));
                }
            }
            return all.toString();
        }
    }

    /** BashJavaUtils.getTmResourceParams, with the sums that it logs. */
    private static List<String> taskManager(Configuration given) throws Exception {
        Configuration configuration = given;
        if (HAS_LEGACY_HEAP) {
            configuration = (Configuration) TaskExecutorProcessUtils.class
                    .getMethod("getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption", Configuration.class, ConfigOption.class)
                    .invoke(null, given, TaskManagerOptions.TOTAL_FLINK_MEMORY);
        }
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        spec.getFlinkMemory().getManaged().add(spec.getFlinkMemory().getJvmDirectMemorySize());
        spec.getTotalProcessMemorySize();
        spec.getFlinkMemory().getTotalFlinkMemorySize();
        spec.getFlinkMemory().getJvmHeapMemorySize();
        return Arrays.asList(
                ProcessMemoryUtils.generateJvmParametersStr(spec),
                TaskExecutorProcessUtils.generateDynamicConfigsStr(spec));
    }

    /** BashJavaUtils.getJmResourceParams. */
    private static List<String> jobManager(Configuration configuration) throws Exception {
        JobManagerProcessSpec spec;
        if (HAS_LEGACY_HEAP) {
            spec = (JobManagerProcessSpec) JobManagerProcessUtils.class
                    .getMethod("processSpecFromConfigWithNewOptionToInterpretLegacyHeap", Configuration.class, ConfigOption.class)
                    .invoke(null, configuration, JobManagerOptions.JVM_HEAP_MEMORY);
        } else {
            Method method = JobManagerProcessUtils.class.getMethod("processSpecFromConfig", Configuration.class);
            spec = (JobManagerProcessSpec) method.invoke(null, configuration);
        }
        spec.getTotalProcessMemorySize();
        return Arrays.asList(
                JobManagerProcessUtils.generateJvmParametersStr(spec, configuration),
                JobManagerProcessUtils.generateDynamicConfigsStr(spec));
    }
}
