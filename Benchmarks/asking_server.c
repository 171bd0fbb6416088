// A model's server that costs next to nothing: what is asked over HTTP it answers at once, or after a
// while, with a question and an answer made of the request's hash. Loopback only, a thread a connection.
//
//     cc -O2 -pthread asking_server.c -o asking_server && ./asking_server [MILLISECONDS]
//
// Prints its port, and serves until it is ended.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_MOST = 1 << 20, RESPONSE_MOST = 2048 };

static struct timespec latency;

// Room for a head, and where the body begins; 0 while the head is not whole.
static size_t head_end(const char *bytes, size_t count) {
  const char *end = memmem(bytes, count, "\r\n\r\n", 4);
  return end ? (size_t)(end - bytes) + 4 : 0;
}

static size_t body_length(const char *head, size_t count) {
  static const char name[] = "\r\ncontent-length:";
  for (size_t i = 0; i + sizeof name < count; i++)
    if (strncasecmp(head + i, name, sizeof name - 1) == 0)
      return strtoul(head + i + sizeof name - 1, NULL, 10);
  return 0;
}

static uint64_t hash(const char *bytes, size_t count) {
  uint64_t value = 0xcbf29ce484222325u;
  for (size_t i = 0; i < count; i++) value = (value ^ (unsigned char)bytes[i]) * 0x100000001b3u;
  return value;
}

static int answer(int file, const char *body, size_t count) {
  char text[RESPONSE_MOST], whole[RESPONSE_MOST + 128];
  unsigned long long id = hash(body, count);
  int length = snprintf(
      text, sizeof text,
      "{\"id\":\"%016llx\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
      "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"{\\\"pairs\\\":["
      "{\\\"question\\\":\\\"Which number has passage %llu?\\\",\\\"answer\\\":\\\"It is the one that is"
      " called %016llx, and no other has it.\\\"}]}\"}}],\"usage\":{\"prompt_tokens\":%zu,"
      "\"completion_tokens\":40}}",
      id, id % 1000003, id, count / 4);
  int size = snprintf(
      whole, sizeof whole,
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", length,
      text);
  if (latency.tv_sec || latency.tv_nsec) nanosleep(&latency, NULL);
  for (int sent = 0; sent < size;) {
    ssize_t part = send(file, whole + sent, size - sent, MSG_NOSIGNAL);
    if (part <= 0) return 0;
    sent += part;
  }
  return 1;
}

static void *serve(void *argument) {
  int file = (int)(intptr_t)argument;
  char *bytes = malloc(REQUEST_MOST);
  size_t count = 0;
  while (bytes) {
    size_t start = head_end(bytes, count);
    size_t whole = start ? start + body_length(bytes, start) : 0;
    if (whole > REQUEST_MOST) break;
    if (whole && count >= whole) {
      if (!answer(file, bytes + start, whole - start)) break;
      memmove(bytes, bytes + whole, count - whole);
      count -= whole;
      continue;
    }
    ssize_t got = count < REQUEST_MOST ? recv(file, bytes + count, REQUEST_MOST - count, 0) : 0;
    if (got <= 0) break;
    count += got;
  }
  free(bytes);
  close(file);
  return NULL;
}

int main(int count, char **arguments) {
  long milliseconds = count > 1 ? atol(arguments[1]) : 0;
  latency.tv_sec = milliseconds / 1000;
  latency.tv_nsec = milliseconds % 1000 * 1000000;
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024) ||
      getsockname(listener, (struct sockaddr *)&address, &size)) {
    perror("no server can listen on loopback");
    return 1;
  }
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&detached, 256 * 1024);
  for (;;) {
    int file = accept(listener, NULL, NULL);
    if (file < 0) continue;
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    pthread_t thread;
    if (pthread_create(&thread, &detached, serve, (void *)(intptr_t)file)) close(file);
  }
}
