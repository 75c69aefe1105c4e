import Sockets
import Testing

@Suite(.timeLimit(.minutes(1))) struct SocketGateTests {
  private actor Room {
    private var inside = 0
    private(set) var most = 0

    func enter() {
      inside += 1
      most = max(most, inside)
    }

    func leave() { inside -= 1 }
  }

  @Test(arguments: [1, 3, 100])
  func noMoreThanItsPlacesAreTaken(places: Int) async {
    let gate = SocketGate(places: places)
    let room = Room()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          await gate.pass {
            await room.enter()
            await Task.yield()
            await room.leave()
          }
        }
      }
    }
    let most = await room.most
    #expect(1...places ~= most)
  }

  @Test func thereIsAlwaysAPlace() async {
    let isLetIn = await SocketGate(places: -5).pass { true }
    #expect(isLetIn)
  }
}
