import Probes
import Testing

/// The time in what a JobManager's REST interface answers.
@Suite struct JobManagerTimeTests {
  /// What Flink 1.20.5 answered; the job's name tries to look like the rest.
  private static let overview = #"""
    {"jobs":[{"jid":"0f9d6cf8627f2ede12b597422ec56400","name":"b","start-time":1795383460720,\#
    "end-time":1795383460721,"duration":1,"state":"FINISHED","last-modification":1795383484073,\#
    "tasks":{"running":0,"total":1}},\#
    {"jid":"76fa9d6cf8627f2ede12b597422ec564","name":"a \"now\":1, name {\"now\":2",\#
    "start-time":1795383460720,"end-time":-1,"duration":27469,"state":"RUNNING",\#
    "last-modification":1795383484073,"tasks":{"running":0,"total":1,"failed":0}}]}
    """#
  private static let job = #"""
    {"jid":"76fa9d6cf8627f2ede12b597422ec564","name":"a \"now\":1, name {\"now\":2",\#
    "isStoppable":false,"state":"RUNNING","job-type":"STREAMING","start-time":1795383460720,\#
    "end-time":-1,"duration":48610,"maxParallelism":-1,"now":1795383509330,"timestamps":{"FAILED":0
    """#

  @Test func findsTheRunningJob() {
    #expect(
      JobAnswers.runningJob(Array(Self.overview.utf8)) == "76fa9d6cf8627f2ede12b597422ec564")
    #expect(JobAnswers.now(Array(Self.job.utf8)) == 1_795_383_509_330)
  }

  @Test(arguments: [
    "", "{}", #"{"jobs":[]}"#, #"{"jobs":[{"jid":"#, #"{"jid":"x""#, #"{"jid":"x","state":"#,
    #"{"jid":"x","state":"FAILED"}"#, #"{"jid":"x"},{"jid":"y","state":"CANCELED"}"#,
    #""jid":"x","state":"RUNNING""#,
  ])
  func answersWithoutARunningJob(body: String) {
    #expect(JobAnswers.runningJob(Array(body.utf8)) == nil)
  }

  @Test(arguments: [
    "", #"{"now":}"#, #"{"now":x"#, #"{"now":-1}"#, #"{"now":99999999999999999999}"#, #""now":1"#,
  ])
  func answersWithoutATime(body: String) {
    #expect(JobAnswers.now(Array(body.utf8)) == nil)
  }

  @Test(arguments: [
    ("Sun, 22 Nov 2026 20:35:26 GMT", 1_795_379_726),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
  ])
  func readsDates(text: String, seconds: Int64) {
    #expect(HTTPDate.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "Sun, 22 Nov 2026 20:35:26 CET", "Sun, 22 Nov 2026 25:35:26 GMT", "22 Nov 2026",
    "Sun, 99 Nov 2026 20:35:26 GMT", "Sun, 22 Xyz 2026 20:35:26 GMT", "1795379726",
    "Sun, 22 Nov 99999999999999999999 20:35:26 GMT",
  ])
  func whatIsNoDateIsNone(text: String) {
    #expect(HTTPDate.seconds(text) == nil)
  }

  @Test(arguments: [
    "", "x", "../config", "76fa9d6cf8627f2ede12b597422ec56/", "76FA9D6CF8627F2EDE12B597422EC564",
  ])
  func nothingElseIsAskedFor(id: String) {
    #expect(RESTPath.job(id) == nil)
  }

  @Test func threePathsAreAskedFor() {
    #expect(RESTPath.page.text == "/index.html")
    #expect(RESTPath.jobs.text == "/jobs/overview")
    #expect(
      RESTPath.job("76fa9d6cf8627f2ede12b597422ec564")?.text
        == "/jobs/76fa9d6cf8627f2ede12b597422ec564")
  }
}
