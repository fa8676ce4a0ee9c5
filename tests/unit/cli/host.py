"""A language host of a known version: what `doctor` asks one for, over the real protocol."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc
from pulumi.runtime.proto import language_pb2_grpc, plugin_pb2

# Behind the address of the engine: what it says of itself, and nothing if it was built.
SAID = sys.argv[2] if sys.argv[2:] else ""
VERSION = "" if SAID == "built" else SAID if SAID[:2] == "3." else "3.255.0"


class Host(language_pb2_grpc.LanguageRuntimeServicer):
    def GetPluginInfo(self, request, context):  # noqa: N802 - the protocol's name
        return plugin_pb2.PluginInfo(version=VERSION)


server = grpc.server(ThreadPoolExecutor(max_workers=1))
language_pb2_grpc.add_LanguageRuntimeServicer_to_server(Host(), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
sys.stdout.write(f"{port}\n")
sys.stdout.flush()
threading.Event().wait()
