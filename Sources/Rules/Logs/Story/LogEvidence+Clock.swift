import Evidence

extension LogEvidence {
  /// The same with all times on the clock that the logs themselves show, so that a message says the
  /// time that stands in the line.
  var onTheLogsClock: LogEvidence {
    guard let zone, zone != 0 else { return self }
    let shift = Int64(zone) * 60_000
    var moved = self
    for at in moved.events.indices {
      moved.events[at].time? += shift
      moved.events[at].lastTime? += shift
    }
    for at in moved.files.indices {
      moved.files[at].firstTime? += shift
      moved.files[at].lastTime? += shift
      for run in moved.files[at].runs.indices {
        moved.files[at].runs[run].firstTime? += shift
        moved.files[at].runs[run].lastTime? += shift
      }
    }
    for at in moved.silences.indices {
      moved.silences[at].from += shift
      moved.silences[at].to += shift
    }
    for at in moved.deaths.indices { moved.deaths[at].time? += shift }
    for at in moved.collections.indices {
      for pause in moved.collections[at].longest.indices {
        moved.collections[at].longest[pause].time? += shift
      }
    }
    return moved
  }
}
