import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Asks real {@code TaskManagerRunner}s of several distributions under which address they would
 * register here: {@code java AddressOracle KEY=VALUE… -- FLINK_HOME…}.
 *
 * <p>Prints the interfaces as this JVM lists them ({@code interface NAME ADDRESS…}), its own name
 * ({@code local NAME ADDRESS} or {@code local} and the failure), and a line per distribution, in
 * their order: {@code address TEXT} or {@code fails MESSAGE}. Each Flink has a class loader of its
 * own, so that one JVM serves them all.
 */
public final class AddressOracle {
  public static void main(String[] arguments) throws Exception {
    List<String> settings = new ArrayList<>();
    List<String> homes = new ArrayList<>();
    boolean isHome = false;
    for (String argument : arguments) {
      if (argument.equals("--")) {
        isHome = true;
      } else {
        (isHome ? homes : settings).add(argument);
      }
    }
    StringBuilder out = new StringBuilder();
    describeNode(out);
    String[] answers = new String[homes.size()];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      int at = i;
      Thread thread = new Thread(() -> answers[at] = answer(homes.get(at), settings));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (String answer : answers) {
      out.append(answer).append('\n');
    }
    System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void describeNode(StringBuilder out) throws Exception {
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      out.append("interface ").append(each.getName());
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        out.append(' ').append(address.getHostAddress());
      }
      out.append('\n');
    }
    try {
      InetAddress own = InetAddress.getLocalHost();
      out.append("local ").append(own.getHostName()).append(' ').append(own.getHostAddress());
    } catch (Exception e) {
      out.append("local ").append(e.getMessage());
    }
    out.append('\n');
  }

  private static String answer(String home, List<String> settings) {
    try {
      return "address " + ask(home, settings);
    } catch (Throwable thrown) {
      Throwable cause = thrown;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return "fails " + cause.getClass().getSimpleName() + ": "
          + String.valueOf(cause.getMessage()).replace('\n', ' ');
    }
  }

  private static Object ask(String home, List<String> settings) throws Throwable {
    List<URL> jars = new ArrayList<>();
    for (File jar : new File(home, "lib").listFiles()) {
      if (jar.getName().startsWith("flink-dist")
          || jar.getName().startsWith("log4j")
          || jar.getName().startsWith("flink-shaded-zookeeper")) {
        jars.add(jar.toURI().toURL());
      }
    }
    ClassLoader loader =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> kind = loader.loadClass("org.apache.flink.configuration.Configuration");
    Object configuration = kind.getConstructor().newInstance();
    for (String setting : settings) {
      int at = setting.indexOf('=');
      kind.getMethod("setString", String.class, String.class)
          .invoke(configuration, setting.substring(0, at), setting.substring(at + 1));
    }
    Object rpc = null;
    try {
      Class<?> system = loader.loadClass("org.apache.flink.runtime.rpc.RpcSystem");
      rpc = system.getMethod("load", kind).invoke(null, configuration);
    } catch (ClassNotFoundException upTo113) {
      // The RPC system is not a thing of its own yet.
    }
    Class<?> runner =
        loader.loadClass("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    Object services =
        call(
            loader.loadClass(
                "org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils"),
            "createHighAvailabilityServices", configuration, rpc, null);
    return call(runner, "determineTaskManagerBindAddress", configuration, rpc, services);
  }

  /** Calls a static method of this name with what its parameters ask for, whatever the version. */
  private static Object call(
      Class<?> owner, String name, Object configuration, Object rpc, Object services)
      throws Throwable {
    for (Method method : owner.getDeclaredMethods()) {
      if (!method.getName().equals(name)) {
        continue;
      }
      Class<?>[] types = method.getParameterTypes();
      Object[] values = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        String type = types[i].getSimpleName();
        if (type.equals("Configuration")) {
          values[i] = configuration;
        } else if (type.startsWith("RpcSystem")) {
          values[i] = rpc;
        } else if (type.equals("HighAvailabilityServices")) {
          values[i] = services;
        } else if (type.equals("Executor")) {
          values[i] = (Executor) Runnable::run;
        } else if (type.equals("AddressResolution")) {
          for (Object constant : types[i].getEnumConstants()) {
            if (constant.toString().equals("NO_ADDRESS_RESOLUTION")) {
              values[i] = constant;
            }
          }
        }
      }
      method.setAccessible(true);
      try {
        return method.invoke(null, values);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
    throw new NoSuchMethodException(name);
  }
}
