// What the documentation shows of servers as programs.

import WritCommandLine
import WritServer

func serves(_ api: some WritAPI) async {
    await ServerCommand { _ in api }.main()
}
